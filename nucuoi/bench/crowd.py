"""A province full of officials: counters beside the demonstration's, and visits keyed at all of them."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
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


def key_visits(places: Sequence[Place], ratings: int, chance: random.Random) -> None:
    """Keys visits at every desk and working day of the rolling year.

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
    keyed_at = connection.ops.adapt_datetimefield_value(clock.now())
    rest = (0, 0, 0, VisitSource.API.value, "bench", keyed_at)
    rows = [
        (place.counter, day.isoformat(), submitted, *rest)
        for place, submitted in zip(places, came, strict=True)
    ]
    bulk.write("organisation_visit", _VISIT, rows)
