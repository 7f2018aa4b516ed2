"""Vietnamese names: sorting by given name, folding of diacritics, initials."""

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: place for place, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


@lru_cache(maxsize=4_096)  # the same few hundred names are sorted again and again
def sort_key(text: str) -> tuple[object, ...]:
    """Key of Vietnamese dictionary order: letters first, then tones (ngang huyền hỏi ngã sắc nặng)."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for letter, tone in _split(text):
        letters.append((1, _LETTER_ORDER[letter]) if letter in _LETTER_ORDER else (0, ord(letter)))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def given_name_key(full_name: str) -> tuple[object, ...]:
    """Key that sorts people as Vietnamese lists do: given name, then family and middle names."""
    family, _, given = full_name.strip().rpartition(" ")
    return sort_key(given), sort_key(family)


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d: for searches that forgive missing diacritics."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def initials(full_name: str) -> str:
    """First letters of the last two names: `Dương Quang Vinh` gives `QV`."""
    return "".join(name[0] for name in full_name.split()[-2:]).upper()


def _split(text: str) -> list[tuple[str, int]]:
    """Each letter with its shape marks (ă, â, ơ …) and its tone as a number from 0."""
    pairs: list[tuple[str, int]] = []
    for sign in unicodedata.normalize("NFD", text.lower()):
        if sign in _TONES and pairs:
            pairs[-1] = (pairs[-1][0], _TONES[sign])
        elif sign in _SHAPES and pairs:
            pairs[-1] = (unicodedata.normalize("NFC", pairs[-1][0] + sign), pairs[-1][1])
        elif not unicodedata.combining(sign):
            pairs.append((sign, 0))
    return pairs
