"""The printed ballot: a letter for each box, so that a sheet is keyed without a mouse."""

import unicodedata
from dataclasses import dataclass

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.rules.words import BREACH_TAGS, GOOD_TAGS, MISSING_TAGS

ASSISTED, THANKS = "x", "z"
TAG_OF = dict(
    zip("abcdefgh" + "iklmnpqr" + "stuv", GOOD_TAGS + MISSING_TAGS + BREACH_TAGS, strict=True)
)
"""Tag of each letter; j, o, w and y are left out: j and w are tone keys, o is read as 0."""
LETTER_OF = {tag: letter for letter, tag in TAG_OF.items()}
LETTERS = (*TAG_OF, ASSISTED, THANKS)
SIZES = ("A4", "A5")
MOST_BALLOTS = 200

_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x"}
"""What a Vietnamese keyboard (Telex) makes of these letters after a vowel: a, s becomes á."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """What is ticked on a sheet.

    Attributes:
        tags: As a rating carries them.
        assisted: Somebody helped to fill it in.
        thanks: Thanks are sent to the official.
    """

    tags: tuple[str, ...]
    assisted: bool
    thanks: bool


def clean_ticks(typed: str) -> str:
    """The letters that were typed, each once and in the order of the ballot.

    Spaces, commas and case do not matter, nor whether a Vietnamese keyboard turned two letters
    into one with a tone.

    Raises:
        Invalid: Naming what stands for no box.
    """
    letters = set(_plain(typed))
    unknown = sorted(letters - set(LETTERS))
    if unknown:
        names = ", ".join(letter.upper() for letter in unknown)
        sentence = f"Phiếu không có ô {names}. Xin xem lại chữ cái cạnh ô."
        raise Invalid(sentence, fields={"ticks": sentence})
    return "".join(letter for letter in LETTERS if letter in letters)


def read_ticks(letters: str) -> Ticks:
    """What cleaned letters stand for."""
    return Ticks(
        tags=tuple(TAG_OF[letter] for letter in letters if letter in TAG_OF),
        assisted=ASSISTED in letters,
        thanks=THANKS in letters,
    )


def _plain(typed: str) -> str:
    """Letters alone, in lower case, with tones turned back into the letters that made them."""
    signs = unicodedata.normalize("NFD", typed.lower().replace("đ", "d"))
    back = (_TELEX.get(sign, sign) for sign in signs)
    return "".join(sign for sign in back if not unicodedata.combining(sign) and sign not in " ,.;-")
