"""Coverage: of desks on the days whose visits were keyed, and of officials who served there."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from nucuoi.organisation import queries as organisation
from nucuoi.scores.figures.desks import Desks
from nucuoi.scores.rules.fairness import Answered
from nucuoi.scores.rules.windows import Window

Sum = list[int]
"""Ratings by ticket or kiosk, and visits."""
_Sums = dict[int, Sum]
_NOBODY: frozenset[int] = frozenset()


def _no_sums() -> _Sums:
    return defaultdict(lambda: [0, 0])


@dataclass(slots=True)
class Coverages:
    """Sums over desk-days with a visit count, by counter and by official (rows)."""

    desks: _Sums = field(default_factory=_no_sums)
    alone: _Sums = field(default_factory=_no_sums)
    shared: _Sums = field(default_factory=_no_sums)

    def of_official(self, official: int) -> Answered:
        """Of the days on which she alone was on duty; where there are none, of all her desk-days."""
        if official in self.alone:
            return Answered(self.alone[official][0], self.alone[official][1], alone=True)
        rated, visits = self.shared.get(official, (0, 0))
        return Answered(rated, visits)

    def add(self, counter: int, officials: frozenset[int], rated: int, visits: int) -> None:
        """Adds desk-days of a counter on which the same officials were there."""
        sums = [self.desks[counter], *(self.shared[one] for one in officials)]
        if len(officials) == 1:
            sums.append(self.alone[next(iter(officials))])
        for total in sums:
            total[0] += rated
            total[1] += visits

    def join(self, other: "Coverages") -> None:
        """Adds all of other days."""
        for mine, more in (
            (self.desks, other.desks),
            (self.alone, other.alone),
            (self.shared, other.shared),
        ):
            for key, (rated, visits) in more.items():
                mine[key][0] += rated
                mine[key][1] += visits


Months = dict[tuple[date, date], Coverages]
"""By first and last day."""


def coverages(
    window: Window, desks: Desks | None = None, months: Months | None = None
) -> Coverages:
    """All of a window.

    Args:
        window: The span.
        desks: What has been read already and is not read again.
        months: What has been counted for other windows and is not counted again; months that are
            missing are added.
    """
    read = desks or Desks()
    known: Months = {} if months is None else months
    found = Coverages()
    for days in window.spans_of_months:
        if days not in known:
            known[days] = _counted(read, *days)
        found.join(known[days])
    return found


def _counted(desks: Desks, first: date, last: date) -> Coverages:
    sums: dict[tuple[int, frozenset[int]], Sum] = defaultdict(lambda: [0, 0])
    for day, there in organisation.served(desks.keyed(first, last)):
        counters, ratings, _, visits = (column.tolist() for column in desks.on(day))
        for counter, rated, came in zip(counters, ratings, visits, strict=True):
            total = sums[counter, there.get(counter, _NOBODY)]
            total[0] += rated
            total[1] += came
    found = Coverages()
    for (counter, officials), total in sums.items():
        found.add(counter, officials, *total)
    return found
