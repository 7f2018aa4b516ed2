"""Made streams of kiosks: honest ones with rush hours, and what can be planted in them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nucuoi.fairness.flags import DayCounts

HOURS = [("07:30", "11:30"), ("13:30", "17:00")]
_RUSH = np.array([1.6, 1.6, 1.0, 0.6, 1.3, 1.0, 0.7])
"""Weight of each open hour; the afternoon's last half hour belongs to the hour before."""
_STARTS = np.array([7.5, 8.5, 9.5, 10.5, 13.5, 14.5, 15.5]) * 3600
_LENGTHS = np.array([3600, 3600, 3600, 3600, 3600, 3600, 5400])
LEAST_GAP_S = 12
Events = list[dict[str, Any]]


def honest(
    random: np.random.Generator,
    device: str,
    days: Sequence[int],
    *,
    daily: float = 25,
    fives: float = 0.57,
    coverage: float = 0.25,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Events and visits of an honest kiosk; nobody rates within 12 s of the person before."""
    scores = np.array([5, 4, 3, 2, 1])
    rest = np.array([0.75, 0.12, 0.08, 0.05]) * (1 - fives)
    events, visits = [], []
    for day in days:
        came = int(random.poisson(daily / coverage))
        hour = random.choice(7, size=random.binomial(came, coverage), p=_RUSH / _RUSH.sum())
        seconds = np.sort((_STARTS[hour] + random.random(len(hour)) * _LENGTHS[hour]).astype(int))
        kept = seconds[np.diff(seconds, prepend=-LEAST_GAP_S) >= LEAST_GAP_S]
        drawn = random.choice(scores, size=len(kept), p=[fives, *rest])
        events += [event(device, day, int(s), int(v)) for s, v in zip(kept, drawn, strict=True)]
        visits.append({"device": device, "day": day, "visits": came})
    return events, visits


def burst(random: np.random.Generator, device: str, day: int) -> Events:
    """Fifteen ratings within four minutes of the morning."""
    start = int(random.integers(28_000, 40_000))
    seconds = start + np.sort(random.choice(240, 15, replace=False))
    return [event(device, day, int(second), 5) for second in seconds]


def late(random: np.random.Generator, device: str, day: int) -> Events:
    """One rating between half past five and nine in the evening."""
    return [event(device, day, int(random.integers(63_000, 75_600)), 5)]


def metronome(random: np.random.Generator, device: str, day: int) -> Events:
    """Thirty ratings at one distance of 15 to 300 seconds."""
    step = int(random.integers(15, 301))
    start = int(random.integers(27_000, 61_000 - 30 * step))
    return [event(device, day, start + step * number, 5) for number in range(30)]


def stuffed(random: np.random.Generator, *, more: int) -> DayCounts:
    """Counts of 185 days; `more` fives on each of the last 60."""
    days = np.arange(185)
    visits = random.poisson(100, len(days))
    ratings = random.binomial(visits, 0.25)
    fives = random.binomial(ratings, 0.57)
    added = more * (days >= 125)
    return DayCounts(days, ratings + added, fives + added, visits)


def event(device: str, day: int, second: int, score: int) -> dict[str, Any]:
    """A row as a CSV reader gives it."""
    time = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return {"device": device, "day": str(day), "time": time, "score": str(score)}


def working_days(weeks: int) -> list[int]:
    """Day numbers of Mondays to Fridays."""
    return [week * 7 + day for week in range(weeks) for day in range(5)]
