"""How alike two remarks are in their wording, whatever diacritics and short forms they are written with.

Compared are triples of letters; numbers made of them (MinHash, Broder 1997) find what is worth comparing.
Wording is all that is seen: "không" more or less turns the sense and stays alike.
"""

import struct
from functools import lru_cache
from hashlib import blake2b

from nucuoi.ratings.triage.words import words_of

ALIKE = 0.6
"""Share of common pieces from which two remarks are alike."""
LEAST_LETTERS = 20
"""Shorter remarks ("tốt lắm", "cảm ơn") are the same without meaning the same."""
_PIECE = 3
_MINIMA = struct.Struct("<16I")
_BANDS = struct.Struct("<8q")
Pieces = frozenset[str]


def pieces_of(text: str) -> Pieces:
    """Triples of letters of the words of `text` without diacritics; empty when it is too short."""
    line = f" {' '.join(word.plain for word in words_of(text))} "
    if sum(map(str.isalpha, line)) < LEAST_LETTERS:
        return frozenset()
    return frozenset(line[at : at + _PIECE] for at in range(len(line) - _PIECE + 1))


def likeness(one: Pieces, other: Pieces) -> float:
    """Pieces in both among pieces in either (Jaccard), 0 to 1; 0 where there are none."""
    either = one | other
    return len(one & other) / len(either) if either else 0.0


def bands_of(pieces: Pieces) -> tuple[int, ...]:
    """Eight numbers of 64 bits with a sign; none for no pieces.

    Remarks with likeness s share at least one of them with probability 1 − (1 − s²)⁸: 0.97 at 0.6.
    """
    if not pieces:
        return ()
    columns = zip(*map(_hashes, pieces), strict=True)
    return _BANDS.unpack(_MINIMA.pack(*map(min, columns)))


@lru_cache(maxsize=1 << 15)
def _hashes(piece: str) -> tuple[int, ...]:
    """Sixteen hashes of a piece, each of 32 bits."""
    return _MINIMA.unpack(blake2b(piece.encode(), digest_size=64).digest())
