"""F13: remarks that are copies of each other."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

SIMILAR = 0.8
"""Jaccard similarity of five-letter pieces above which two remarks are copies."""
LEAST_COPIES = 5
LEAST_LETTERS = 20
"""Shorter remarks ("tốt lắm", "cảm ơn") are the same without anybody copying."""
_PIECE = 5


def copies(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Groups of at least five copies, as positions in `texts`; each position in one group at most."""
    pieces = [_pieces(text) for text in texts]
    groups = _Groups(len(texts))
    for first, second in _candidates(pieces):
        if _similar(pieces[first], pieces[second]):
            groups.join(first, second)
    return [group for group in groups.all() if len(group) >= LEAST_COPIES]


class _Groups:
    """Positions joined pair by pair (union-find)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def join(self, first: int, second: int) -> None:
        self._above[self._top(second)] = self._top(first)

    def all(self) -> list[tuple[int, ...]]:
        found: dict[int, list[int]] = defaultdict(list)
        for position in range(len(self._above)):
            found[self._top(position)].append(position)
        return sorted(tuple(group) for group in found.values())

    def _top(self, position: int) -> int:
        while self._above[position] != position:
            self._above[position] = self._above[self._above[position]]
            position = self._above[position]
        return position


def _pieces(text: str) -> frozenset[str]:
    """Five-letter pieces without diacritics, case, signs; empty for a short remark."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = "".join(sign for sign in plain if sign.isalnum() or sign == " ")
    letters = " ".join(letters.split())
    if len(letters) < LEAST_LETTERS:
        return frozenset()
    return frozenset(letters[at : at + _PIECE] for at in range(len(letters) - _PIECE + 1))


def _candidates(pieces: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs that may be copies: they share one of each other's rarest pieces."""
    count: dict[str, int] = defaultdict(int)
    for piece in chain.from_iterable(pieces):
        count[piece] += 1
    holders: dict[str, list[int]] = defaultdict(list)
    for position, own in enumerate(pieces):
        rare = sorted(own, key=lambda piece: (count[piece], piece))
        for piece in rare[: _needed(len(own))]:
            holders[piece].append(position)
    pairs = {
        (first, second)
        for found in holders.values()
        for at, second in enumerate(found)
        for first in found[:at]
    }
    return sorted(pairs)


def _needed(size: int) -> int:
    """Two sets more similar than `SIMILAR` share one of so many first pieces (prefix filtering)."""
    return size - int(SIMILAR * size) + 1 if size else 0


def _similar(first: frozenset[str], second: frozenset[str]) -> bool:
    shared = len(first & second)
    return shared > SIMILAR * (len(first) + len(second) - shared)
