"""Folding leaves into signed deltas of tally cells: the one place that says what counts where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from nucuoi.foundation import clock
from nucuoi.ledger.errors import Unreadable
from nucuoi.ledger.rules.entry import LeafRow
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores.rules.counted import Counted, signed
from nucuoi.scores.rules.tally import COLUMNS, DIMENSIONS

_PLACES = {column: place for place, column in enumerate(COLUMNS)}
_EVIDENCE = {evidence.name.lower(): evidence for evidence in Evidence}
_RATERS = {rater.name.lower(): rater for rater in Rater}


class MonthCell(NamedTuple):
    """Key of a month cell; codes, empty = unknown or nobody."""

    month: int
    counter: str
    official: str
    field: str
    evidence: int
    rater: int


class WeekCell(NamedTuple):
    """Key of a week cell."""

    week: int
    counter: str
    official: str
    evidence: int


class DayCell(NamedTuple):
    """Key of a day cell."""

    day: int
    counter: str
    evidence: int


Cell = MonthCell | WeekCell | DayCell


def _nothing() -> list[int]:
    return [0] * len(COLUMNS)


@dataclass(slots=True)
class Deltas:
    """What to add to each touched cell, in the order of `COLUMNS`; cells may sum to nothing."""

    months: dict[MonthCell, list[int]] = field(default_factory=lambda: defaultdict(_nothing))
    weeks: dict[WeekCell, list[int]] = field(default_factory=lambda: defaultdict(_nothing))
    days: dict[DayCell, list[int]] = field(default_factory=lambda: defaultdict(_nothing))

    def fold(self, leaves: Iterable[LeafRow]) -> None:
        """Adds what these leaves count.

        Raises:
            Unreadable: If one of them is not understood; nothing may then be written.
        """
        for leaf in leaves:
            for sign, counted in signed(leaf):
                try:
                    self._add(sign, counted)
                except KeyError as fault:
                    raise Unreadable(leaf.index, f"{fault} is not a known word") from fault

    def cells(self) -> Iterator[Cell]:
        """All touched cells of the three tables."""
        return chain(self.months, self.weeks, self.days)

    def _add(self, sign: int, counted: Counted) -> None:
        month, week = _month_and_week(counted.day)
        evidence = Evidence.DISPUTED if counted.disputed else _EVIDENCE[counted.evidence]
        official = counted.official or ""
        month_cell = MonthCell(
            month, counted.counter, official, counted.field or "", evidence, _RATERS[counted.rater]
        )
        cells = (
            self.months[month_cell],
            self.weeks[WeekCell(week, counted.counter, official, evidence)],
            self.days[DayCell(counted.day, counted.counter, evidence)],
        )
        for place in _places(counted):
            for cell in cells:
                cell[place] += sign


def _places(counted: Counted) -> list[int]:
    """The columns a rating counts in."""
    places = [_PLACES["n"], _PLACES[f"s{counted.score}"]]
    for dimension in DIMENSIONS:
        level = getattr(counted, dimension)
        if level is not None:
            places.append(_PLACES[f"{dimension}{level}"])
    places.extend(_PLACES[f"tag_{tag}"] for tag in counted.tags)
    return places


@lru_cache(maxsize=4096)
def _month_and_week(day: int) -> tuple[int, int]:
    on = clock.day_of(day)
    return clock.month(on), clock.iso_week(on)
