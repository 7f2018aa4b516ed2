"""The figures of matters by unit and by month; what points to a breach is not in them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet, Sum

from nucuoi.cases.models import WAITING, CaseStanding, CaseTally
from nucuoi.cases.rules.figures import Counts, Sums
from nucuoi.cases.rules.words import Kind, Level
from nucuoi.foundation import clock

Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class Summed:
    """The same matters by the identity of the unit that has them now, and by month."""

    of_units: dict[str, Sums]
    of_months: dict[int, Sums]


def sums_of(units: Collection[str], first: date, now: datetime) -> Summed:
    """Sums of the feedback that came to these units' desks since a month.

    A matter that the inspectors passed on counts from the day on which the unit had it. What does not
    depend on the hour stands in a tally; what waits is looked at itself.

    Args:
        units: Identities.
        first: A day of the first month.
        now: A first deadline before it that nobody met is missed.
    """
    since, wanted = clock.month(first), set(units)
    late = [row for row in _late(since, now) if row[0] in wanted]
    tallies = CaseTally.objects.filter(month__gte=since, desk_unit__in=wanted)
    return Summed(
        _sums(_added(tallies, "desk_unit"), ((unit, counts) for unit, _, *counts in late)),
        _sums(_added(tallies, "month"), ((month, counts) for _, month, *counts in late)),
    )


def _added(tallies: QuerySet[CaseTally], by: str) -> Iterable[tuple[Any, str, int, int]]:
    return tallies.values_list(by, "what", "number").annotate(Sum("count"))


def _sums(
    tallies: Iterable[tuple[Key, str, int, int]], late: Iterable[tuple[Key, list[int]]]
) -> dict[Key, Sums]:
    """By their key: what the tallies add up to, with what is late; those without a matter are left out."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    sums: dict[Key, Sums] = defaultdict(Sums)
    for key, what, days, number in tallies:
        if what == "answers":
            sums[key].answers[days] = number
        elif what == "closes":
            sums[key].closes[days] = number
        else:
            counts[key][what] += number
    for key, numbers in late:
        counts[key].update(dict(zip(_LATE, numbers, strict=True)))
    for key, found in counts.items():
        sums[key].counts = Counts(**found)
    return {key: found for key, found in sums.items() if found.counts.came}


_LATE = ("judged", "late", "head", "above", "province")


def _late(since: int, now: datetime) -> Iterable[tuple[Any, ...]]:
    """By unit and month how many open ones have missed their first deadline, are late, and where.

    Of all units, as one index alone then answers.
    """
    late = Q(due_at__lt=now)
    which = {
        "judged": Q(met__isnull=True, first_due__lt=now),
        "late": late,
        "head": late & Q(level=Level.HEAD),
        "above": late & Q(level=Level.ABOVE),
        "province": late & Q(level=Level.PROVINCE),
    }
    waiting = CaseStanding.objects.filter(WAITING, kind=Kind.FEEDBACK, month__gte=since)
    counted = {f"n_{name}": Count("month", filter=which[name]) for name in _LATE}
    return waiting.order_by().values_list("desk_unit", "month").annotate(**counted)
