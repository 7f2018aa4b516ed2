"""Units as of a day; the tree of a day is read once a process and change."""

from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from nucuoi.organisation.models import Dated, UnitVersion
from nucuoi.organisation.queries.intake import kept_until_changed
from nucuoi.organisation.rules.tree import Tree, UnitRow

Row = TypeVar("Row", bound=Dated)


_COLUMNS = (
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


@kept_until_changed
def tree(on: date) -> Tree:
    """The whole tree of a day, for callers that ask more than one question of it."""
    rows = valid_on(UnitVersion.objects.all(), on)
    return Tree(UnitRow(*row) for row in rows.values_list(*_COLUMNS))


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
