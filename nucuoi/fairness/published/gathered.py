"""What a table is made of: places of a tree, and what was counted at each and all below it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Levels = tuple[int, int, int, int, int]
"""Ratings with score 1, 2, 3, 4, 5."""
Stratum = tuple[str, str]
"""Field (empty = unknown) and evidence."""
HEADLINE = ("ticket", "kiosk")
COMPARED = ("district", "commune")
"""Levels whose units are compared among each other."""
NOBODY: Levels = (0, 0, 0, 0, 0)


class Place(NamedTuple):
    """A unit of the table, in the tree of its day; `parent` is empty at the root."""

    unit: str
    parent: str
    level: str
    name: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Counts of a span.

    Attributes:
        places: The units of the table; each unit that is named as a parent is among them.
        ratings: Levels by unit and stratum, of what is rated at the unit itself; evidence also
            `open`, `paper` and `disputed`.
        excluded: Ratings that count nowhere, by unit, but canaries.
        canaries: Those, which were no ratings.
        answered: Headline ratings on desk-days with a visit count, and visits, by unit.
    """

    places: Sequence[Place]
    ratings: Mapping[tuple[str, Stratum], Levels]
    excluded: Mapping[str, int]
    canaries: Mapping[str, int]
    answered: Mapping[str, tuple[int, int]]


@dataclass(slots=True)
class Sum:
    """Counts of a unit and all below it."""

    strata: dict[Stratum, Levels] = field(default_factory=lambda: defaultdict(lambda: NOBODY))
    beside: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    excluded: int = 0
    entries: int = 0
    rated: int = 0
    visits: int = 0

    @property
    def levels(self) -> Levels:
        """Headline ratings by score."""
        return _added(*self.strata.values())

    @property
    def n(self) -> int:
        """Headline ratings."""
        return sum(self.levels)

    @property
    def satisfied(self) -> int:
        """Those with score 4 or 5."""
        return sum(self.levels[3:])


def summed(gathered: Gathered) -> dict[str, Sum]:
    """What each unit of the table adds up to, in the order of its places.

    Raises:
        KeyError: If a count is of a unit that is no place, or a parent is none.
    """
    found = {place.unit: Sum() for place in gathered.places}
    parents = {place.unit: place.parent for place in gathered.places}
    ways = {unit: _way(unit, parents) for unit in found}
    for (unit, stratum), levels in gathered.ratings.items():
        for above in ways[unit]:
            _add(found[above], stratum, levels)
    for unit, number in gathered.excluded.items():
        for above in ways[unit]:
            found[above].excluded += number
            found[above].entries += number
    for unit, number in gathered.canaries.items():
        for above in ways[unit]:
            found[above].entries += number
    for unit, (rated, visits) in gathered.answered.items():
        for above in ways[unit]:
            found[above].rated += rated
            found[above].visits += visits
    return found


def _way(unit: str, parents: Mapping[str, str]) -> list[str]:
    """The unit and all above it."""
    way = [unit]
    while parents[way[-1]]:
        way.append(parents[way[-1]])
    return way


def _add(total: Sum, stratum: Stratum, levels: Levels) -> None:
    number = sum(levels)
    total.entries += number
    if stratum[1] in HEADLINE:
        total.strata[stratum] = _added(total.strata[stratum], levels)
    else:
        total.beside[stratum[1]] += number


def _added(*some: Levels) -> Levels:
    one, two, three, four, five = (sum(column) for column in zip(NOBODY, *some, strict=True))
    return one, two, three, four, five
