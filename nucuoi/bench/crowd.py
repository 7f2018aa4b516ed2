"""A province full of officials: counters beside the demonstration's, and what a year leaves at all of them."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import count, islice

from django.db import connection

from nucuoi.bench import bulk
from nucuoi.bench.invented import Place
from nucuoi.demo.calendar import working_days
from nucuoi.demo.places import Desk, open_counters, seat
from nucuoi.foundation import clock
from nucuoi.organisation.models import Counter
from nucuoi.organisation.rules.codes import counter_code
from nucuoi.organisation.rules.words import VisitSource
from nucuoi.scores.rules.windows import year

_VISIT = (
    "counter_id", "on", "submitted", "supplemented", "collected", "online", "source", "keyed_by",
    "keyed_at",
)  # fmt: skip
_SIGN_ON = ("counter_id", "official_id", "started_at", "ended_at")
_OFFICE_HOURS = time(7, 30), time(17)
_FOR_EACH_RATING, _AT_LEAST = 4, 3
"""So many come for each who rates; and so many on a day when nobody does."""


def join(desks: Sequence[Desk], officials: int, chance: random.Random) -> list[Desk]:
    """Opens counters at the living service points in turn until so many officials hold one today.

    They are like those that are there, with numbers following and one official for all their time.

    Args:
        desks: The demonstration's.

    Raises:
        Invalid: If a point would have more than 99 counters.
    """
    living = [desk for desk in desks if desk.counter.valid_to is None]
    more = list(islice(_following(living), max(0, officials - len(living))))
    open_counters(more)
    seat(((desk, desk.counter.valid_from) for desk in more), chance)
    return more


def serve(places: Sequence[Place], ratings: int, chance: random.Random) -> None:
    """Has an official sign on at every desk and working day of the rolling year, and keys its visits.

    Args:
        places: Between which the ratings are spread.
        ratings: How many.
    """
    today = clock.today()
    a_weight = ratings / sum(place.weight for place in places)
    for day in working_days(year(today).first, today):
        number = clock.day_number(day)
        open_then = [place for place in places if place.first <= number <= place.last]
        came = [_came(_FOR_EACH_RATING * a_weight * place.per_day, chance) for place in open_then]
        _key(day, open_then, came)
        _sign_on(day, open_then)


def _following(living: Sequence[Desk]) -> Iterator[Desk]:
    """One more desk of each host, then one more of each again; without end."""
    hosts: dict[str, list[Desk]] = defaultdict(list)
    for desk in living:
        hosts[desk.host].append(desk)
    for turn in count():
        for desks in hosts.values():
            yield _beside(desks[turn % len(desks)], desks[-1].counter.number + turn + 1)


def _beside(desk: Desk, number: int) -> Desk:
    """A desk like another one, opened with it, with a number of its own."""
    counter = Counter(
        code=counter_code(desk.host, number),
        point=desk.counter.point,
        number=number,
        name=f"Quầy {number:02d}",
        valid_from=desk.counter.valid_from,
    )
    return replace(desk, counter=counter, holders=[])


def _came(usual: float, chance: random.Random) -> int:
    return _AT_LEAST + max(0, round(chance.gauss(usual, usual**0.5)))


def _key(day: date, places: Sequence[Place], came: Sequence[int]) -> None:
    """Writes the visits of a day, all of them handed in."""
    rest = (0, 0, 0, VisitSource.API.value, "bench", _stored(clock.now()))
    rows = [
        (place.counter, day.isoformat(), submitted, *rest)
        for place, submitted in zip(places, came, strict=True)
    ]
    bulk.write("organisation_visit", _VISIT, rows)


def _sign_on(day: date, places: Sequence[Place]) -> None:
    """Whoever holds a desk is there from morning to evening."""
    span = [_stored(datetime.combine(day, at, clock.HO_CHI_MINH)) for at in _OFFICE_HOURS]
    number = clock.day_number(day)
    rows = [(place.counter, place.holder(number)[0], *span) for place in places]
    bulk.write("organisation_signon", _SIGN_ON, rows)


def _stored(at: datetime) -> object:
    """As Django stores it in the database at hand."""
    return connection.ops.adapt_datetimefield_value(at)
