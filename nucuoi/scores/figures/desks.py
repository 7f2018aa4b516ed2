"""Desk-days with a visit count, and their ratings by ticket or kiosk, as one night reads them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from django.db.models import Sum
from numpy.typing import NDArray

from nucuoi.fairness.flags import DayCounts
from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.scores.models import DayTally
from nucuoi.scores.rules.evidence import HEADLINE

_NOTHING = (0, 0)


class DesksOfDay(NamedTuple):
    """All desks whose visits of a day were keyed; one entry a desk.

    Attributes:
        counters: Rows.
        ratings: Those by ticket or kiosk.
        fives: Among the ratings.
        visits: In person.
    """

    counters: NDArray[np.int64]
    ratings: NDArray[np.int64]
    fives: NDArray[np.int64]
    visits: NDArray[np.int64]


class Desks:
    """Each day is read once: coverage and flags ask for the same ones."""

    def __init__(self) -> None:
        self._read: dict[date, DesksOfDay] = {}

    def on(self, day: date) -> DesksOfDay:
        """The desks of a day."""
        if day not in self._read:
            self._read[day] = _read(day)
        return self._read[day]

    def keyed(self, first: date, last: date) -> list[date]:
        """Days of a span for which any desk has a visit count."""
        return [day for day in _days(first, last) if len(self.on(day).counters)]

    def by_counter(self, first: date, last: date) -> Mapping[int, DayCounts]:
        """Days of a span for each counter (row) that has any with a visit count."""
        days = self.keyed(first, last)
        if not days:
            return {}
        found = [self.on(day) for day in days]
        counters = np.concatenate([one.counters for one in found])
        numbers = [clock.day_number(day) for day in days]
        columns = (
            np.repeat(numbers, [len(one.counters) for one in found]),
            *(np.concatenate(column) for column in list(zip(*found, strict=True))[1:]),
        )
        order = np.argsort(counters, kind="stable")
        rows, starts = np.unique(counters[order], return_index=True)
        parts = (np.split(column[order], starts[1:]) for column in columns)
        return dict(zip(rows.tolist(), map(DayCounts, *parts), strict=True))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _read(day: date) -> DesksOfDay:
    visited = organisation.visits_on(day)
    rated = _rated(day) if visited else {}
    rows = [(counter, *rated.get(counter, _NOTHING), visits) for counter, visits in visited]
    return DesksOfDay(*np.array(rows, dtype=np.int64).reshape(-1, len(DesksOfDay._fields)).T)


def _rated(day: date) -> Mapping[int, tuple[int, int]]:
    """Ratings of a day, and the fives among them, by counter."""
    rows = DayTally.objects.filter(day=clock.day_number(day), evidence__in=sorted(HEADLINE))
    sums = rows.values_list("counter").annotate(Sum("n"), Sum("s5"))
    return {counter: (n, fives) for counter, n, fives in sums}
