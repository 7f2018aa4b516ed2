"""Coverage: of desks on the days whose visits were keyed, and of officials who served there."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Sum as SumOf

from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import DeskDay
from nucuoi.scores.models import DayTally
from nucuoi.scores.rules.evidence import HEADLINE
from nucuoi.scores.rules.fairness import Answered
from nucuoi.scores.rules.windows import Window

Sum = list[int]
"""Ratings by ticket or kiosk, and visits."""


@dataclass(slots=True)
class Coverages:
    """Sums over desk-days with a visit count, by counter and by official (rows)."""

    desks: dict[int, Sum] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    alone: dict[int, Sum] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    shared: dict[int, Sum] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def of_official(self, official: int) -> Answered:
        """Of the days on which she alone was on duty; where there are none, of all her desk-days."""
        if official in self.alone:
            return Answered(self.alone[official][0], self.alone[official][1], alone=True)
        rated, visits = self.shared.get(official, (0, 0))
        return Answered(rated, visits)

    def add(self, day: DeskDay, rated: int) -> None:
        """Adds a desk-day with its ratings."""
        sums = [self.desks[day.counter], *(self.shared[one] for one in day.officials)]
        if len(day.officials) == 1:
            sums.append(self.alone[next(iter(day.officials))])
        for total in sums:
            total[0] += rated
            total[1] += day.visits


def coverages(window: Window) -> Coverages:
    """All of a window."""
    found, rated = Coverages(), _rated(window)
    for day in organisation.desk_days(window.first, window.last):
        found.add(day, rated.get((day.counter, clock.day_number(day.on)), 0))
    return found


def _rated(window: Window) -> dict[tuple[int, int], int]:
    """Headline ratings by counter and day; in one pass, as the rollup is ordered by day."""
    days = clock.day_number(window.first), clock.day_number(window.last)
    rows = DayTally.objects.filter(day__range=days, evidence__in=sorted(HEADLINE))
    sums = rows.values_list("counter", "day").annotate(SumOf("n"))
    return {(counter, day): n for counter, day, n in sums.iterator()}
