"""Funnel limits with over-dispersion (Spiegelhalter 2005, Stat Med 24:1185; 2012).

The limits say how far a unit of n ratings strays by chance alone; over-dispersion widens them by
the spread that all units have for reasons nobody has measured.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri
from scipy.stats import binom

from nucuoi.fairness import counts
from nucuoi.fairness.counts import Floats

ALPHAS = (0.001, 0.025, 0.975, 0.999)
"""The ends of the 99.8 % and 95 % bands."""
_WINSORISED = 0.10


class Overdispersion(NamedTuple):
    """How much wider than chance the units are spread.

    Attributes:
        phi: Mean square of the winsorised z-scores; 1 = as chance.
        tau2: Variance between units on the scale of shares (additive model); 0 = none shown.
    """

    phi: float
    tau2: float


def limits(p0: float, n: ArrayLike, alphas: ArrayLike = ALPHAS, tau2: float = 0.0) -> Floats:
    """Control limits around the target `p0`, shape of `n` × number of `alphas`, within 0 to 1.

    Exact and interpolated between counts where `tau2` is 0, else by the normal approximation with
    variance p0(1-p0)/n + tau2. Where `n` is 0, anything is within them.

    Raises:
        Unusable: If the target is no share or a number of ratings is impossible.
    """
    target, number = counts.share(p0, "target"), counts.trials(n)[..., np.newaxis]
    levels = np.asarray(alphas, dtype=float)
    some = np.maximum(number, 1)
    found = _wide(target, some, levels, tau2) if tau2 > 0 else _exact(target, some, levels)
    anything = np.where(levels < 0.5, 0.0, 1.0)
    return np.clip(np.where(number > 0, found, anything), 0.0, 1.0)


def z_scores(x: ArrayLike, n: ArrayLike, p0: float, tau2: float = 0.0) -> Floats:
    """How many standard deviations each unit lies above the target; 0 where `n` is 0.

    `x` may be a broken number, as after an adjustment for mix.
    """
    target, number = counts.share(p0, "target"), counts.trials(n)
    some = np.maximum(number, 1)
    z = (np.asarray(x, dtype=float) / some - target) / np.sqrt(target * (1 - target) / some + tau2)
    return np.where(number > 0, z, 0.0)[()]


def overdispersion(x: ArrayLike, n: ArrayLike, p0: float) -> Overdispersion:
    """The spread of units around the target beyond chance; units without ratings do not count.

    z-scores are winsorised at their 10 % and 90 % quantiles, so that the units that are to be
    found do not hide themselves by widening the limits.
    """
    number = counts.trials(n)
    some = number > 0
    k = int(some.sum())
    if k < 2:
        return Overdispersion(1.0, 0.0)
    z = np.asarray(z_scores(np.asarray(x, dtype=float)[some], number[some], p0))
    low, high = np.quantile(z, [_WINSORISED, 1 - _WINSORISED])
    phi = float(np.mean(np.sort(np.clip(z, low, high)) ** 2))
    if k * phi <= k - 1:
        return Overdispersion(phi, 0.0)
    weights = np.sort(number[some]) / (p0 * (1 - p0))
    room = weights.sum() - (weights**2).sum() / weights.sum()
    return Overdispersion(phi, float((k * phi - (k - 1)) / room) if room > 0 else 0.0)


def _exact(target: float, number: Floats, levels: Floats) -> Floats:
    """With r the smallest count for which F(r) ≥ alpha, the limit lies between r - 1 and r."""
    r = binom.ppf(levels, number, target)
    beyond = (binom.cdf(r, number, target) - levels) / binom.pmf(r, number, target)
    return np.asarray((r - beyond) / number)


def _wide(target: float, number: Floats, levels: Floats, tau2: float) -> Floats:
    return np.asarray(target + ndtri(levels) * np.sqrt(target * (1 - target) / number + tau2))
