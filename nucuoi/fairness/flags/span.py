"""Rules over the whole span of a device: F5 more than visits, F6 no variation, F9 period-end jump."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, pdtrc

from nucuoi.fairness import betabinomial
from nucuoi.fairness.betabinomial import Prior
from nucuoi.fairness.counts import Floats
from nucuoi.fairness.errors import Unusable
from nucuoi.fairness.flags.flag import Flag
from nucuoi.fairness.flags.stream import DayCounts, Stream

JUMP_Z = 3.5
"""Fives a visit in a stretch of days against all other days, in standard deviations."""
JUMP_DAYS = (20, 40, 60)
_EVERY = 5
"""Working days between two beginnings of a stretch."""
LEAST_PEERS = 10
USUAL_FIVES = Prior(alpha=0.57 * 35, beta=0.43 * 35, loglik=float("nan"))
"""How shares of fives are spread where there are too few peers to tell."""
LEAST_RATINGS = 60
NO_VARIATION = 1e-4
LAST_DAYS = 5
END_Z = 4.0
END_RATIO = 3.0
_END_CHANCE = 1e-4


def of_visits(stream: Stream, visits: Mapping[int, int]) -> Iterator[Flag]:
    """F5 of a device whose ratings are known one by one."""
    days = sorted(visits)
    found = (_by_day(stream.days), _by_day(stream.days[stream.scores == 5]), visits)
    counts = ([of.get(day, 0) for day in days] for of in found)
    return of_counts(stream.device, DayCounts(*map(np.array, (days, *counts))))


def of_counts(device: str, days: DayCounts) -> Iterator[Flag]:
    """F5: days with more ratings than visits, and a stretch in which coverage by fives jumps."""
    for place in np.flatnonzero(days.ratings > days.visits).tolist():
        ratings, visits = float(days.ratings[place]), float(days.visits[place])
        yield Flag("F5", device, int(days.days[place]), ratings, visits)
    jump = _jump(days)
    if jump > JUMP_Z:
        yield Flag("F5", device, None, jump, JUMP_Z)


def prior_of_fives(streams: Sequence[Stream]) -> Prior:
    """How the shares of fives are spread among these devices."""
    if len(streams) < LEAST_PEERS:
        return USUAL_FIVES
    fives = [int((stream.scores == 5).sum()) for stream in streams]
    try:
        return betabinomial.fit(fives, [len(stream.scores) for stream in streams])
    except Unusable:
        return USUAL_FIVES


def no_variation(stream: Stream, prior: Prior) -> Iterator[Flag]:
    """F6: nothing but fives, where its peers' spread makes that all but impossible."""
    n = len(stream.scores)
    if n < LEAST_RATINGS or not (stream.scores == 5).all():
        return
    chance = float(np.exp(betaln(prior.alpha + n, prior.beta) - betaln(prior.alpha, prior.beta)))
    if chance < NO_VARIATION:
        yield Flag("F6", stream.device, None, chance, NO_VARIATION)


def period_end(stream: Stream) -> Iterator[Flag]:
    """F9: the last five working days of the span are far kinder, or far busier, than the rest."""
    days = np.unique(stream.days)
    if len(days) < 3 * LAST_DAYS:
        return
    last = stream.days >= days[-LAST_DAYS]
    satisfied = stream.scores >= 4
    z = _two_shares(satisfied[last].sum(), last.sum(), satisfied[~last].sum(), (~last).sum())
    if z > END_Z:
        yield Flag("F9", stream.device, None, z, END_Z)
    usual = float((~last).sum()) / (len(days) - LAST_DAYS) * LAST_DAYS
    ratio = float(last.sum()) / usual
    if ratio > END_RATIO and pdtrc(int(last.sum()) - 1, END_RATIO * usual / 2) < _END_CHANCE:
        yield Flag("F9", stream.device, None, ratio, END_RATIO)


def _jump(days: DayCounts) -> float:
    """The largest z of fives a visit over stretches of days; day-to-day spread is allowed for."""
    some = days.visits > 0
    fives, came = days.fives[some].astype(float), days.visits[some].astype(float)
    if len(came) < 2 * min(JUMP_DAYS):
        return 0.0
    x, n = np.append(0, np.cumsum(fives)), np.append(0, np.cumsum(came))
    most, spread = 0.0, _spread(fives, came)
    for length in JUMP_DAYS:
        starts = np.arange(0, len(came) - length + 1, _EVERY)
        within = x[starts + length] - x[starts], n[starts + length] - n[starts]
        most = max(most, _most(within, (x[-1], n[-1]), spread))
    return most


def _most(within: tuple[Floats, Floats], whole: tuple[float, float], spread: float) -> float:
    x, n = within
    rest_x, rest_n = whole[0] - x, whole[1] - n
    use = (n > 0) & (rest_n > 0)
    if not use.any():
        return 0.0
    p = min(max(whole[0] / whole[1], 1e-9), 1 - 1e-9)
    se = np.sqrt(p * (1 - p) * (1 / n[use] + 1 / rest_n[use]) * spread)
    return float(np.max((x[use] / n[use] - rest_x[use] / rest_n[use]) / se))


def _spread(x: Floats, n: Floats) -> float:
    """How much more days differ than chance makes them, from neighbours, so a jump hides nothing."""
    p = min(max(float(x.sum() / n.sum()), 1e-9), 1 - 1e-9)
    z = (x / n - p) / np.sqrt(p * (1 - p) / n)
    return max(1.0, float(np.mean(np.diff(z) ** 2) / 2))


def _by_day(found: NDArray[np.int64]) -> dict[int, int]:
    days, counts = np.unique(found, return_counts=True)
    return dict(zip(days.tolist(), counts.tolist(), strict=True))


def _two_shares(x1: float, n1: float, x2: float, n2: float) -> float:
    p = (x1 + x2) / (n1 + n2)
    if not 0 < p < 1:
        return 0.0
    return float((x1 / n1 - x2 / n2) / np.sqrt(p * (1 - p) * (1 / n1 + 1 / n2)))
