"""What the flags promise, tried on made kiosks: what is planted is found, honest ones are left in peace.

Goals and their reasons: docs/explanation/figures.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from nucuoi.fairness import flags
from nucuoi.fairness.flags import DayCounts
from nucuoi.scores.figures import made_kiosks
from nucuoi.scores.figures.made_kiosks import HOURS, Events

WEEKS, MONTH_DAYS = 48, 20
_KINDS = ((8.0, 0.5), (25.0, 0.57), (25.0, 0.6), (80.0, 0.6))
"""Ratings a day and share of fives: quiet, usual and busy kiosks."""
_EXCELLENT = (0.85, 0.90, 0.95)
_KINDNESS = frozenset({"F5", "F6", "F9"})
_DAY = 3
"""What is planted on a day stands among honest ratings of that day."""
Plant = Callable[[np.random.Generator, str, int], Events]


@dataclass(frozen=True, slots=True)
class Peace:
    """How honest kiosks fared over a year.

    Attributes:
        raised: Flags for each week and device.
        touched: Share of devices that a rule about how kind the ratings are speaks of.
    """

    raised: float
    touched: float


def found(random: np.random.Generator, plant: Plant, rule: str, trials: int) -> float:
    """Share of honest days with something planted on which the rule speaks."""
    hits = 0
    for _ in range(trials):
        events, _ = made_kiosks.honest(random, "k", [_DAY])
        some = flags.scan(events + plant(random, "k", _DAY), [], HOURS)
        hits += rule in {flag.rule for flag in some}
    return hits / trials


def over_visits(random: np.random.Generator, trials: int) -> float:
    """Share of days with a tenth more ratings than visits that are found."""
    visits = random.integers(10, 200, trials)
    days = DayCounts(np.arange(trials), -(-visits * 11 // 10), np.zeros_like(visits), visits)
    found_on = {flag.day for flag in flags.of_counts("k", days)} - {None}
    return len(found_on) / trials


def stuffing(random: np.random.Generator, trials: int) -> float:
    """Share of desks found by the end of 60 days on each of which they got two fives more."""
    made = (made_kiosks.stuffed(random, more=2) for _ in range(trials))
    return sum(any(flags.of_counts("k", days)) for days in made) / trials


def honest(random: np.random.Generator, devices: int) -> Peace:
    """Quiet, usual and busy kiosks."""
    return _peace(random, [_KINDS[number % len(_KINDS)] for number in range(devices)])


def excellent(random: np.random.Generator, devices: int) -> Peace:
    """Kiosks where 85 to 95 % of all ratings are fives."""
    kinds = [(25.0, _EXCELLENT[number % len(_EXCELLENT)]) for number in range(devices)]
    return _peace(random, kinds)


def _peace(random: np.random.Generator, kinds: list[tuple[float, float]]) -> Peace:
    days = made_kiosks.working_days(WEEKS)
    raised = list(_of_counts(random, kinds, days))
    for start in range(0, len(days), MONTH_DAYS):
        raised += _of_month(random, kinds, days[start : start + MONTH_DAYS])
    touched = {flag.device for flag in raised if flag.rule in _KINDNESS}
    return Peace(len(raised) / len(kinds) / WEEKS, len(touched) / len(kinds))


def _of_month(
    random: np.random.Generator, kinds: list[tuple[float, float]], days: list[int]
) -> Iterator[flags.Flag]:
    """Flags of a month, as the worker looks at it: all devices together."""
    events: Events = []
    visits: Events = []
    for number, (daily, fives) in enumerate(kinds):
        made = made_kiosks.honest(random, f"k{number}", days, daily=daily, fives=fives)
        events += made[0]
        visits += made[1]
    yield from flags.scan(events, visits, HOURS)


def _of_counts(
    random: np.random.Generator, kinds: list[tuple[float, float]], days: list[int]
) -> Iterator[flags.Flag]:
    """Jumps of fives a visit within the year, though nothing happened."""
    for number, (daily, fives) in enumerate(kinds):
        came = random.poisson(daily / 0.25, len(days))
        rated = random.binomial(came, 0.25)
        good = random.binomial(rated, fives)
        yield from flags.of_counts(f"k{number}", DayCounts(np.array(days), rated, good, came))
