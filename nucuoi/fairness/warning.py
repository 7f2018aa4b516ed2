"""Early warning: a CUSUM of the dissatisfied share, a week at a time (Page 1954; Steiner 2000).

Each week adds how much likelier the raised share `p1` is than the usual `p0`; the sum never falls
below 0, and a signal starts it afresh. It is made to help: what it says is told to the official
and the head at the same time and punishes nobody.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln

from nucuoi.fairness import counts
from nucuoi.fairness.counts import Floats
from nucuoi.fairness.errors import Unusable

CHANCE_ONLY = 0.005
"""Up to this correlation within a week (rho) the binomial increments will do."""
FALSE_ALARMS = 0.07
"""Stable officials alarmed in a year at most."""
YEAR_WEEKS = 52
_STEP = 0.25
_HIGHEST = 40.0
_YEARS = 4_000
_SEED = 20210601


@dataclass(frozen=True, slots=True)
class Cusum:
    """The course of a sum.

    Attributes:
        values: One a week; a value from the limit on is a signal, and the next week starts at 0.
        first_signal: Index of the first signal, from 0; None = there is none.
    """

    values: tuple[float, ...]
    first_signal: int | None


def cusum(x: ArrayLike, n: ArrayLike, p0: float, p1: float, h: float, rho: float = 0.0) -> Cusum:
    """The course over weeks with `x` dissatisfied of `n`; a week without ratings changes nothing.

    Args:
        h: The limit, above 0; from `limit`.
        rho: Correlation of ratings within a week beyond chance, 0 to 1 (exclusive).

    Raises:
        Unusable: If a number is impossible or `p1` is not above `p0`.
    """
    dissatisfied, number = counts.columns(x, n)
    if not h > 0:
        raise Unusable(f"limit: {h} is not above 0")
    steps = increments(dissatisfied, number, p0, p1, rho)
    values, first, total = [], None, 0.0
    for week, step in enumerate(steps):
        total = max(0.0, total + float(step))
        values.append(total)
        if total >= h:
            first, total = (week if first is None else first), 0.0
    return Cusum(tuple(values), first)


def increments(x: Floats, n: Floats, p0: float, p1: float, rho: float = 0.0) -> Floats:
    """How much likelier `p1` is than `p0` after each week, in logarithms.

    Raises:
        Unusable: If `p1` is not above `p0` or a share is none.
    """
    usual, raised = counts.share(p0, "p0"), counts.share(p1, "p1")
    if raised <= usual:
        raise Unusable(f"p1 {p1} is not above p0 {p0}")
    if not 0 <= rho < 1:
        raise Unusable(f"rho: {rho} is not from 0 to below 1")
    if rho > CHANCE_ONLY:
        return _correlated(x, n, raised, rho) - _correlated(x, n, usual, rho)
    odds = np.log(raised * (1 - usual) / (usual * (1 - raised)))
    return np.asarray(x * odds + n * np.log((1 - raised) / (1 - usual)))


def limit(
    weekly: float, p0: float, p1: float, rho: float = 0.0, share: float = FALSE_ALARMS
) -> float:
    """The lowest limit at which at most `share` of stable officials are alarmed in a year.

    By simulation of years of `weekly` ratings a week with a fixed seed; steps of 0.25.

    Raises:
        Unusable: If a number is impossible.
    """
    number = counts.trials(round(weekly), "weekly")
    random = np.random.default_rng(_SEED)
    shares = _shares(random, counts.share(p0, "p0"), rho)
    dissatisfied = random.binomial(int(number), shares).astype(float)
    steps = increments(dissatisfied, np.broadcast_to(number, shares.shape), p0, p1, rho)
    highest = np.sort(_highest(steps))
    allowed = highest[min(len(highest) - 1, int(np.ceil((1 - share) * len(highest))))]
    return float(min(max(np.floor(allowed / _STEP) + 1, 1) * _STEP, _HIGHEST))


def _highest(steps: Floats) -> Floats:
    """The highest value each simulated year reaches, years × weeks → years."""
    total = top = np.zeros(len(steps))
    for week in steps.T:
        total = np.maximum(0.0, total + week)
        top = np.maximum(top, total)
    return top


def _shares(random: np.random.Generator, p0: float, rho: float) -> Floats:
    size = (_YEARS, YEAR_WEEKS)
    if rho <= CHANCE_ONLY:
        return np.full(size, p0)
    weight = 1 / rho - 1
    return random.beta(p0 * weight, (1 - p0) * weight, size)


def _correlated(x: Floats, n: Floats, share: float, rho: float) -> Floats:
    """Log of the beta-binomial probability, without the binomial coefficient."""
    weight = 1 / rho - 1
    a, b = share * weight, (1 - share) * weight
    return np.asarray(betaln(x + a, n - x + b) - betaln(a, b))
