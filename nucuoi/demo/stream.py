"""The stream of ratings and visits of the demonstration: morning rush, field effects, quiet days."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nucuoi.demo.calendar import busyness, working_days
from nucuoi.demo.places import SHOWCASE, START, Desk
from nucuoi.demo.remarks import remark
from nucuoi.foundation.clock import HO_CHI_MINH
from nucuoi.organisation.models import Field
from nucuoi.ratings.rules.words import BREACH_TAGS, GOOD_TAGS, MISSING_TAGS, Evidence, Rater

TARGET = 150_000
_SATISFIED = 2.35
"""Log-odds of a satisfied person at an ordinary counter: about 91 in 100."""

_SLUMPING, _SLUMP = 4, timedelta(days=26)
_HURRIED_BACK, _HURRIED = 3, 9
"""So many working days ago, a tablet got so many good ratings within two minutes: a flag to look at."""


@dataclass(slots=True)
class Said:
    """One rating as a person of the demonstration gave it."""

    desk: Desk
    at: datetime
    evidence: Evidence
    rater: Rater
    field: Field | None
    score: int
    dimensions: tuple[int, int, int] | None
    tags: list[str]
    text: str
    wants_answer: bool
    thanks: bool


@dataclass(slots=True)
class Served:
    """How many people one counter served on one day."""

    desk: Desk
    on: date
    count: int


def stream(desks: list[Desk], chance: random.Random, until: datetime) -> Iterator[Said | Served]:
    """Ratings and visits from the first day to `until`, day by day."""
    days = [
        (day, busyness(day) * (0.7 + 0.12 * (day.year - START.year)))
        for day in working_days(START, until.astimezone(HO_CHI_MINH).date())
    ]
    scale = _scale(desks, days)
    for day, busy in days:
        if day == days[-_HURRIED_BACK][0]:
            yield from _hurried(desks, day, chance)
        for desk in desks:
            if desk.first <= day <= desk.last:
                share = 1.0 if desk.host == SHOWCASE else scale
                yield from _day(desk, day, desk.per_day * busy * share, chance, until)


def _scale(desks: list[Desk], days: list[tuple[date, float]]) -> float:
    """By what the traffic of all counters but the showcase is multiplied to come to `TARGET`."""
    expected = {True: 0.0, False: 0.0}
    for desk in desks:
        busy = sum(factor for day, factor in days if desk.first <= day <= desk.last)
        expected[desk.host == SHOWCASE] += desk.per_day * busy
    return (TARGET - expected[True]) / expected[False]


def _day(
    desk: Desk, day: date, mean: float, chance: random.Random, until: datetime
) -> Iterator[Said | Served]:
    count = _poisson(mean, chance)
    for _ in range(count):
        at = _moment(day, chance)
        if at <= until:
            yield _said(desk, at, chance)
    if desk.coverage:
        served = max(count, _poisson(mean / desk.coverage, chance))
        if served:
            yield Served(desk, day, served)


def _hurried(desks: list[Desk], day: date, chance: random.Random) -> Iterator[Said]:
    desk = next(one for one in desks if one.tablet and one.last >= day and one.host != SHOWCASE)
    at = datetime.combine(day, time(16, 20), HO_CHI_MINH)
    for _ in range(_HURRIED):
        at += timedelta(seconds=chance.uniform(5, 14))
        yield Said(
            desk, at, Evidence.KIOSK, Rater.CITIZEN, None, 5, None, [], "", False, thanks=False
        )


def _poisson(mean: float, chance: random.Random) -> int:
    if mean > 30:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def _moment(day: date, chance: random.Random) -> datetime:
    """Six in ten come in the morning, most of them before half past nine."""
    if chance.random() < 0.62:
        minutes = 7.6 * 60 + chance.betavariate(1.6, 2.6) * 230
    else:
        minutes = 13.55 * 60 + chance.betavariate(1.5, 2.0) * 205
    return datetime.combine(day, time(), HO_CHI_MINH) + timedelta(minutes=minutes)


def _said(desk: Desk, at: datetime, chance: random.Random) -> Said:
    evidence = _evidence(desk, chance)
    score = _score(desk, evidence, chance, slumps=_slumps(desk, at))
    text = remark(chance, score) if chance.random() < _REMARKS[score] else ""
    return Said(
        desk=desk,
        at=at,
        evidence=evidence,
        rater=Rater.BUSINESS if chance.random() < 0.12 else Rater.CITIZEN,
        field=_field(desk, evidence, chance),
        score=score,
        dimensions=_dimensions(score, chance) if chance.random() < 0.42 else None,
        tags=_tags(score, chance),
        text=text,
        wants_answer=bool(text) and score <= 3 and chance.random() < 0.35,
        thanks=score == 5 and chance.random() < 0.1,
    )


def _field(desk: Desk, evidence: Evidence, chance: random.Random) -> Field | None:
    """Known from a ticket; otherwise from the person's own pick, which few make."""
    known = evidence == Evidence.TICKET or chance.random() < 0.3
    return chance.choice(desk.fields) if known else None


_REMARKS = {1: 0.4, 2: 0.3, 3: 0.1, 4: 0.04, 5: 0.05}


def _evidence(desk: Desk, chance: random.Random) -> Evidence:
    if not desk.tablet:
        return chance.choices((Evidence.OPEN, Evidence.TICKET, Evidence.PAPER), (60, 25, 15))[0]
    return chance.choices(
        (Evidence.KIOSK, Evidence.TICKET, Evidence.OPEN, Evidence.PAPER), (70, 13, 15, 2)
    )[0]


def _slumps(desk: Desk, at: datetime) -> bool:
    """One desk of the showcase has had a hard month, which its head is to be warned of."""
    since = datetime.combine(desk.last - _SLUMP, time(), HO_CHI_MINH)
    return desk.host == SHOWCASE and desk.counter.number == _SLUMPING and at >= since


def _score(desk: Desk, evidence: Evidence, chance: random.Random, *, slumps: bool) -> int:
    odds = _SATISFIED + desk.ease - (0.5 if evidence == Evidence.OPEN else 0.0)
    odds -= 1.4 if slumps else 0.0
    if chance.random() < 1 / (1 + math.exp(-odds)):
        return 5 if chance.random() < 0.6 else 4
    return chance.choices((3, 2, 1), (56, 29, 15))[0]


def _dimensions(score: int, chance: random.Random) -> tuple[int, int, int]:
    spirit, attitude, conduct = (
        min(5, max(1, score + chance.choices((-1, 0, 1), (15, 70, 15))[0])) for _ in range(3)
    )
    return spirit, attitude, conduct


def _tags(score: int, chance: random.Random) -> list[str]:
    if chance.random() > 0.33:
        return []
    offered = GOOD_TAGS if score >= 4 else MISSING_TAGS
    tags = chance.sample(offered, chance.choice((1, 1, 2, 3)))
    if score == 1 and chance.random() < 0.12:
        tags.append(chance.choice(BREACH_TAGS))
    return tags
