"""Ratings one by one as they were given, for exports: never text, contact, receipt or instants."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Max

from nucuoi.foundation import clock
from nucuoi.ratings.models import Rating

SPAN = 20_000
"""Rows that are looked at in one statement: no reader holds the database longer than for these."""


class GivenRow(NamedTuple):
    """A rating in numbers of `ratings.rules.words`; counter, official and field are rows."""

    day: int
    half: int
    counter: int
    official: int | None
    field: int | None
    evidence: int
    disputed: bool
    channel: int
    rater: int
    score: int
    spirit: int | None
    attitude: int | None
    conduct: int | None
    tags: int
    apology: int | None
    assisted: bool
    attributed_by: int
    clamped: bool


_SELECT = """
    SELECT day, half, counter_id, official_id, field_id, evidence, disputed, channel, rater,
        score, spirit, attitude, conduct, tags, apology, assisted, attributed_by, clamped
    FROM ratings_rating
    WHERE id > %s AND id <= %s AND day >= %s AND day <= %s
        AND counter_id IN ({counters}) AND evidence IN ({evidence})
    ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18
"""


class Part(NamedTuple):
    """Some of the ratings, and how much of the whole has been looked at by now (0 to 1)."""

    share: float
    rows: list[GivenRow]


def given(
    first: date, last: date, counters: Collection[int], evidence: Collection[int]
) -> Iterator[Part]:
    """The ratings of these days, counters and evidence classes, part by part in constant memory.

    Within a part they stand in the order of what they say, so that it does not show who came after
    whom; a rating that arrives meanwhile may be left out.
    """
    days = clock.day_number(first), clock.day_number(last)
    end = Rating.objects.aggregate(last=Max("id"))["last"] or 0
    statement = _SELECT.format(counters=_listed(counters), evidence=_listed(evidence))
    for start in range(0, end, SPAN):
        rows = _read(statement, start, min(start + SPAN, end), *days)
        yield Part(min((start + SPAN) / end, 1.0), rows)


def _listed(numbers: Collection[int]) -> str:
    """Written out, since a statement takes only so many values; there is no number -1."""
    return ", ".join(str(int(number)) for number in numbers) or "-1"


def _read(statement: str, *values: int) -> list[GivenRow]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(map(GivenRow._make, cursor.fetchall()))
