"""Units as of a day; the tree of a day is read once a process and change."""

from datetime import date
from functools import lru_cache
from typing import TypeVar

from django.db import connection
from django.db.models import QuerySet

from nucuoi.organisation.models import Dated, UnitVersion
from nucuoi.organisation.queries.intake import intake_version
from nucuoi.organisation.rules.tree import Tree, UnitRow

Row = TypeVar("Row", bound=Dated)


def tree(on: date) -> Tree:
    """The whole tree of a day, for callers that ask more than one question of it.

    Outside a transaction it is kept in memory until the intake version moves; inside one it is
    read afresh, since rows not yet committed must not outlive the transaction.
    """
    if connection.in_atomic_block:
        return _read(on)
    return _kept(on, intake_version())


def units_as_of(on: date, level: str | None = None) -> list[UnitRow]:
    """Units that exist on a day, by name; `level` None means all levels."""
    return [row for row in tree(on).rows if level is None or row.level == level]


def unit(identity: str, on: date) -> UnitRow:
    """The unit in the version of that day.

    Raises:
        NotFound: If there is no such unit on that day.
    """
    return tree(on).unit(identity)


def children(identity: str, on: date) -> list[UnitRow]:
    """Units directly below, by name; raises NotFound like `unit`."""
    return tree(on).children(identity)


def ancestors(identity: str, on: date) -> list[UnitRow]:
    """Units above, the root first, without the unit itself; raises NotFound like `unit`."""
    return tree(on).ancestors(identity)


def is_within(identity: str, ancestor: str, on: date) -> bool:
    """Whether the unit is `ancestor` or below it; False when either is not there that day."""
    return tree(on).is_within(identity, ancestor)


def valid_on(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    """Those of the dated rows that hold on a day."""
    return rows.filter(valid_from__lte=on).exclude(valid_to__lte=on)


@lru_cache(maxsize=32)
def _kept(on: date, version: int) -> Tree:
    return _read(on)


def _read(on: date) -> Tree:
    columns = (
        "unit__unit",
        "official_code",
        "name",
        "level",
        "kind",
        "parent__unit",
        "valid_from",
        "valid_to",
        "participates",
    )
    return Tree(
        UnitRow(*row) for row in valid_on(UnitVersion.objects.all(), on).values_list(*columns)
    )
