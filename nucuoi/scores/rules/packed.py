"""Counts of a cell packed into one integer: adding two cells is adding two numbers.

Each column of `COLUMNS` has 32 bits, so that it may lie between -2³¹ and 2³¹ - 1.
"""

from collections.abc import Iterable
from struct import Struct

from nucuoi.scores.rules.tally import COLUMNS

_BITS = 32
_FIELDS = Struct(f"<{len(COLUMNS)}i")
_HALVES = sum(1 << (_BITS * place + _BITS - 1) for place in range(len(COLUMNS)))
"""2³¹ in every column: added, it makes all of them positive; its bits are then their signs."""


def pack(places: Iterable[int]) -> int:
    """One in each of these columns, by their places in `COLUMNS`."""
    return sum(1 << (_BITS * place) for place in places)


def unpack(packed: int) -> tuple[int, ...]:
    """The counts, in the order of `COLUMNS`."""
    return _FIELDS.unpack(((packed + _HALVES) ^ _HALVES).to_bytes(_FIELDS.size, "little"))
