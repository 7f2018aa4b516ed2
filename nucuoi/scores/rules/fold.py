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
from nucuoi.scores.rules.packed import pack
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


@dataclass(slots=True)
class Deltas:
    """What to add to each touched cell, as `rules.packed` packs it; cells may sum to nothing."""

    months: dict[MonthCell, int] = field(default_factory=lambda: defaultdict(int))
    weeks: dict[WeekCell, int] = field(default_factory=lambda: defaultdict(int))
    days: dict[DayCell, int] = field(default_factory=lambda: defaultdict(int))

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
        counter, official, field = counted.counter, counted.official or "", counted.field or ""
        levels = (counted.spirit, counted.attitude, counted.conduct)
        one = sign * _counts(counted.score, levels, counted.tags)
        rater = _RATERS[counted.rater]
        self.months[MonthCell(month, counter, official, field, evidence, rater)] += one
        self.weeks[WeekCell(week, counter, official, evidence)] += one
        self.days[DayCell(counted.day, counter, evidence)] += one


def month_cell(counted: Counted) -> MonthCell:
    """The month cell that a rating counts in.

    Raises:
        KeyError: If one of its words is not known.
    """
    evidence = Evidence.DISPUTED if counted.disputed else _EVIDENCE[counted.evidence]
    month, official, field = _month_and_week(counted.day)[0], counted.official, counted.field
    rater = _RATERS[counted.rater]
    return MonthCell(month, counted.counter, official or "", field or "", evidence, rater)


@lru_cache(maxsize=65_536)
def _counts(score: int, levels: tuple[int | None, ...], tags: tuple[str, ...]) -> int:
    """The columns a rating counts in, packed; levels in the order of `DIMENSIONS`."""
    places = [_PLACES["n"], _PLACES[f"s{score}"]]
    for dimension, level in zip(DIMENSIONS, levels, strict=True):
        if level is not None:
            places.append(_PLACES[f"{dimension}{level}"])
    places.extend(_PLACES[f"tag_{tag}"] for tag in tags)
    return pack(places)


@lru_cache(maxsize=4096)
def _month_and_week(day: int) -> tuple[int, int]:
    on = clock.day_of(day)
    return clock.month(on), clock.iso_week(on)
