"""The part of the tree a board looks at: its unit, the way up, and what is listed below."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import CounterRow, Tree, UnitRow
from nucuoi.organisation.rules.words import Level

_TERRITORIES = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a board: a unit below, or a counter.

    Attributes:
        subject: How its steps are kept: `unit:<identity>` or `counter:<code>`.
        name: As of the board's day.
        about: What stands small under the name; may be empty.
        unit: Identity whose board the row leads to; empty for a counter.
        counters: Rows of `organisation` that count for it.
    """

    subject: str
    name: str
    about: str
    unit: str
    counters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as of a day with all that counts for it; ancestors with the root first."""

    unit: UnitRow
    as_of: date
    ancestors: tuple[UnitRow, ...]
    counters: frozenset[int]
    points: frozenset[str]
    """Identities of the service points they stand at."""
    groups: tuple[Group, ...]
    lists_counters: bool
    """Whether the groups are counters, as in communes and service points, and not units."""

    @property
    def whole(self) -> Group:
        """The unit itself."""
        return Group(f"unit:{self.unit.unit}", self.unit.name, "", self.unit.unit, self.counters)


@organisation.kept_until_changed
def place(identity: str, first: date, as_of: date) -> Place:
    """The place of a unit in the tree of a day.

    Args:
        identity: The unit.
        first: First day of the span looked at: counters that closed since then still count.
        as_of: The day of the tree.

    Raises:
        NotFound: If there is no such unit on that day.
    """
    tree = organisation.tree(as_of)
    unit = tree.unit(identity)
    below = tree.children(identity)
    counters = organisation.counters_under(identity, as_of, since=first)
    lists_counters = all(child.level == Level.SERVICE_POINT for child in below)
    groups = _of_counters(counters, as_of) if lists_counters else _of_units(tree, below, counters)
    return Place(
        unit=unit,
        as_of=as_of,
        ancestors=tuple(tree.ancestors(identity)),
        counters=frozenset(counter.id for counter in counters),
        points=frozenset(counter.point for counter in counters),
        groups=tuple(groups),
        lists_counters=lists_counters,
    )


def _of_counters(counters: Iterable[CounterRow], as_of: date) -> list[Group]:
    return [
        Group(
            subject=f"counter:{counter.code}",
            name=counter.name,
            about=_about(counter, as_of),
            unit="",
            counters=frozenset({counter.id}),
        )
        for counter in counters
    ]


def _about(counter: CounterRow, as_of: date) -> str:
    if counter.valid_to is not None and counter.valid_to <= as_of:
        return f"đã ngừng từ {counter.valid_to:%d/%m/%Y}"
    return counter.fields


def _of_units(tree: Tree, below: Iterable[UnitRow], counters: Iterable[CounterRow]) -> list[Group]:
    """The unit's own service point first, then the others in Vietnamese order.

    Territories that take part are listed even while they have no counter; other bodies not.
    """
    at_point: dict[str, set[int]] = {}
    for counter in counters:
        at_point.setdefault(counter.point, set()).add(counter.id)
    ordered = sorted(below, key=lambda child: child.level != Level.SERVICE_POINT)
    groups = [(child, _of_unit(tree, child, at_point)) for child in ordered]
    return [group for child, group in groups if group.counters or _takes_part(child)]


def _of_unit(tree: Tree, child: UnitRow, at_point: Mapping[str, set[int]]) -> Group:
    points = (at_point.get(row.unit, set()) for row in tree.subtree(child.unit))
    counters = frozenset[int]().union(*points)
    return Group(
        subject=f"unit:{child.unit}",
        name=child.name,
        about="" if counters else "chưa có quầy",
        unit=child.unit,
        counters=counters,
    )


def _takes_part(child: UnitRow) -> bool:
    return child.participates and child.level in _TERRITORIES
