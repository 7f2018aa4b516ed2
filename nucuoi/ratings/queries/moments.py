"""When ratings were made at tablets, for those who look for what is not honest.

All of it rests on `IntakeRecord`, which is erased after 45 days: nothing older is found.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import NamedTuple

from django.db import connection

from nucuoi.foundation import clock
from nucuoi.ratings.models import IntakeRecord, Rating
from nucuoi.ratings.rules.words import Evidence

_SELECT = """
    SELECT intake.device_id, rating.counter_id, rating.day, rating.score, rating.id,
        intake.arrived_ms, intake.rated_ms, intake.sent_ms
    FROM ratings_intakerecord intake
    JOIN ratings_rating rating ON rating.id = intake.rating_id
    WHERE intake.device_id IS NOT NULL AND rating.evidence = %s
        AND rating.day >= %s AND rating.day <= %s AND NOT rating.clamped
"""
_AT_ONCE = 5_000


class Moment(NamedTuple):
    """A rating at a tablet: rows of device and counter, day number, second of the day, score."""

    device: int
    counter: int
    day: int
    second: int
    score: int
    rating: int


def moments(first: date, last: date) -> Iterator[Moment]:
    """Ratings at tablets of these days whose time is known; impossible clocks are left out."""
    days = clock.day_number(first), clock.day_number(last)
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, (Evidence.KIOSK, *days))
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from (_moment(*row) for row in rows)


def at_device(
    device: int, first: date, last: date, since: time | None = None, until: time | None = None
) -> list[int]:
    """Ratings (rows) made at a device on these days, within these times of the day."""
    from_s, to_s = _second(since or time.min), _second(until or time.max)
    return sorted(
        one.rating
        for one in moments(first, last)
        if one.device == device and from_s <= one.second <= to_s
    )


def at_counter(counter: int, first: date, last: date, evidence: Iterable[int]) -> list[int]:
    """Ratings (rows) of a counter (row) on these days by evidence class."""
    days = clock.day_number(first), clock.day_number(last)
    rows = Rating.objects.filter(counter=counter, day__range=days, evidence__in=list(evidence))
    return list(rows.order_by("id").values_list("id", flat=True))


def remarks_at_points(first: date, last: date) -> dict[str, list[str]]:
    """What was written, by identity of the service point; for counting copies, never for showing."""
    days = clock.day_number(first), clock.day_number(last)
    found: dict[str, list[str]] = {}
    rows = IntakeRecord.objects.filter(rating__day__range=days, rating__remark__isnull=False)
    columns = ("rating__counter__point__unit__unit", "rating__remark__text")
    for point, text in (
        rows.exclude(rating__remark__text="").order_by("rating").values_list(*columns)
    ):
        found.setdefault(point, []).append(text)
    return found


def _moment(
    device: int,
    counter: int,
    day: int,
    score: int,
    rating: int,
    arrived_ms: int,
    rated_ms: int | None,
    sent_ms: int | None,
) -> Moment:
    at_ms = arrived_ms if rated_ms is None else rated_ms
    if rated_ms is not None and sent_ms is not None:
        at_ms = min(rated_ms + arrived_ms - sent_ms, arrived_ms)
    there = clock.local(clock.from_ms(at_ms))
    return Moment(device, counter, day, _second(there.time()), score, rating)


def _second(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
