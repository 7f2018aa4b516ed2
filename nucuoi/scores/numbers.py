"""Turning the codes in leaves into the numbers that tallies are kept by."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from nucuoi.organisation.models import Counter, Field, Official
from nucuoi.scores.errors import UnknownCodes
from nucuoi.scores.rules.fold import Cell

NOBODY = 0
"""Number of no official and of an unknown field."""
_CODED: Mapping[str, models.Manager[Any]] = {
    "counter": Counter.objects,
    "official": Official.objects,
    "field": Field.objects,
}
_FEW = 500
"""Up to this many codes are asked for by name; for more the whole list is read."""


class Numbers:
    """The numbers of all codes that some cells name.

    Args:
        cells: Cells whose codes are looked up.

    Raises:
        UnknownCodes: If `organisation` does not have one of the codes.
    """

    def __init__(self, cells: Iterable[Cell]) -> None:
        codes: dict[str, set[str]] = {what: set() for what in _CODED}
        for cell in cells:
            for what, value in zip(cell._fields, cell, strict=True):
                if isinstance(value, str):
                    codes[what].add(value)
        self._numbers = {what: _look_up(what, found - {""}) for what, found in codes.items()}

    def key(self, cell: Cell) -> list[int]:
        """The cell's key as the columns of its table hold it."""
        pairs: Iterable[tuple[str, str | int]] = zip(cell._fields, cell, strict=True)
        return [
            self._numbers[what][value] if isinstance(value, str) else value for what, value in pairs
        ]


def _look_up(what: str, codes: set[str]) -> dict[str, int]:
    rows = _CODED[what].all()
    if len(codes) <= _FEW:
        rows = rows.filter(code__in=codes)
    found = dict(rows.values_list("code", "pk"))
    if missing := codes - found.keys():
        raise UnknownCodes(what, missing)
    return found | {"": NOBODY}
