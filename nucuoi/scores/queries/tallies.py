"""Sums over the rollups: each span from its own table, so that cost does not grow with ratings."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, F, Manager, Min, QuerySet, Sum, Value

from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.models import DayTally, MonthTally, WeekTally
from nucuoi.scores.rules.evidence import Counts
from nucuoi.scores.rules.periods import Period, Span, span_of
from nucuoi.scores.rules.tally import COLUMNS

DAYS = 14
"""Days of the small columns."""

_TABLES: Mapping[Period, Manager[Any]] = {
    Period.DAY: DayTally.objects,
    Period.WEEK: WeekTally.objects,
    Period.MONTH: MonthTally.objects,
}
_COLUMNS: Mapping[Period, str] = {period: period.stored for period in Period}


@dataclass(frozen=True, slots=True)
class Recent:
    """Ratings of all evidence classes, disputed ones included.

    Attributes:
        now: Today, this week and this month.
        days: The last `DAYS` days up to today, oldest first.
    """

    now: Mapping[Period, int]
    days: tuple[tuple[date, int], ...]


class LevelCell(NamedTuple):
    """Ratings with score 1 to 5 at a counter (row) in a field (row; 0 = unknown)."""

    counter: int
    field: int
    evidence: str
    levels: tuple[int, ...]


def by_counter(span: Span, counters: Collection[int]) -> dict[int, Counts]:
    """Ratings of each counter in the span by evidence class; counters without any are left out."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    sums = _in_span(span, counters).values_list("counter", "evidence").annotate(Sum("n"))
    for counter, evidence, ratings in sums:
        found[counter][evidence] = ratings
    return {counter: Counts.of(numbers) for counter, numbers in found.items()}


def recent(counters: Collection[int], today: date) -> Recent:
    """Ratings of all evidence classes lately at these counters, in one statement."""
    first = clock.day_number(today) - DAYS + 1
    days = _cells(Period.DAY, counters).filter(day__gte=first, day__lte=clock.day_number(today))
    spans = [span_of(Period.WEEK, today), span_of(Period.MONTH, today)]
    sums = [_sums(span.period, _in_span(span, counters)) for span in spans]
    found = {
        (Period(period), number): ratings
        for period, number, ratings in _sums(Period.DAY, days).union(*sums, all=True)
    }
    numbers = range(first, first + DAYS)
    return Recent(
        now={p: found.get((p, span_of(p, today).number), 0) for p in Period},
        days=tuple((clock.day_of(n), found.get((Period.DAY, n), 0)) for n in numbers),
    )


def month_cells(
    month: int, counters: Collection[int], evidence: Collection[int]
) -> dict[tuple[int, int], tuple[int, ...]]:
    """Counts of a month (`foundation.clock.month`) by counter and evidence, in the order of `COLUMNS`."""
    sums = {f"sum_{column}": Sum(column) for column in COLUMNS}
    cells = MonthTally.objects.filter(month=month, evidence__in=evidence)
    rows = cells.values_list("counter", "evidence").annotate(**sums)
    return {(row[0], row[1]): row[2:] for row in rows if row[0] in counters}


def level_cells(first: int, last: int) -> Iterator[LevelCell]:
    """Ratings of all counters in some months (`foundation.clock.month`) by field and evidence."""
    sums = {f"sum_{score}": Sum(f"s{score}") for score in range(1, 6)}
    rows = MonthTally.objects.filter(month__range=(first, last))
    for counter, field, evidence, *levels in rows.values_list(
        "counter", "field", "evidence"
    ).annotate(**sums):
        yield LevelCell(counter, field, Evidence(evidence).name.lower(), tuple(levels))


def first_month() -> int | None:
    """The first month with a rating; None = none yet."""
    found: int | None = MonthTally.objects.aggregate(first=Min("month"))["first"]
    return found


def _in_span(span: Span, counters: Collection[int]) -> QuerySet[Any]:
    return _cells(span.period, counters).filter(**{_COLUMNS[span.period]: span.number})


def _cells(period: Period, counters: Collection[int]) -> QuerySet[Any]:
    return _TABLES[period].filter(organisation.at_counters("counter", counters))


def _sums(period: Period, cells: QuerySet[Any]) -> QuerySet[Any, tuple[str, int, int]]:
    """Rows of period, number of the day, week or month, and ratings."""
    word = Value(period.value, output_field=CharField())
    numbered = cells.annotate(period=word, number=F(_COLUMNS[period]))
    sums: QuerySet[Any, tuple[str, int, int]]
    sums = numbered.values_list("period", "number").annotate(ratings=Sum("n"))
    return sums
