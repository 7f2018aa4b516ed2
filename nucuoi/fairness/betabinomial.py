"""Shrinking a share towards its peers: empirical Bayes with the beta-binomial model.

`x ~ Binomial(n, p)`, `p ~ Beta(alpha, beta)` over the peers; what is shown of a unit is the
posterior of its p. (Skellam 1948; Kleinman 1973 for the start; statistics as in
docs/explanation/figures.md.)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import betaln, digamma, expit, gammaln, logit
from scipy.stats import beta as beta_distribution

from nucuoi.fairness import counts
from nucuoi.fairness.counts import Floats
from nucuoi.fairness.errors import Unusable

NO_SPREAD = 1e6
"""Prior weight that says: no difference between the units can be shown."""
_LEAST_WEIGHT = 2.0
"""No peers are all-or-nothing: a prior says at least as much as two ratings."""
_STARTS = (10.0, 200.0)
_PLAIN = 1e3
"""Up to this weight no other start got higher than a climb that ended between the bounds, or than the
flat prior, in 11,000 drawn groups; beyond it the likelihood is so flat that another start may."""
_EDGE = 1e-9
_NOTHING = 1e-6
"""So little more likelihood is rounding, and no spread has been shown."""


@dataclass(frozen=True, slots=True)
class Prior:
    """How the peers' true shares are spread: Beta(alpha, beta).

    Attributes:
        loglik: Log-likelihood of the data it was fitted to.
    """

    alpha: float
    beta: float
    loglik: float

    @property
    def mean(self) -> float:
        """The peers' mean share."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def weight(self) -> float:
        """As many ratings of a unit as the prior counts for (nu)."""
        return self.alpha + self.beta

    @property
    def variance(self) -> float:
        """Variance of the true shares among the peers (tau²)."""
        return self.mean * (1 - self.mean) / (self.weight + 1)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known of a unit's true share; numbers, or arrays of the asked shape.

    Attributes:
        mean: The shrunken share.
        low: Lower end of the interval.
        high: Upper end of the interval.
        reliability: n / (n + weight of the prior): 0 = all from the peers, 1 = all its own.
    """

    mean: Floats
    low: Floats
    high: Floats
    reliability: Floats


def fit(successes: ArrayLike, trials: ArrayLike) -> Prior:
    """The prior under which these units are most likely; the order of units does not matter.

    Where the units differ no more than chance makes them, its weight is `NO_SPREAD`.

    Raises:
        Unusable: If the counts are impossible, or no unit has a trial.
    """
    x, n = counts.columns(successes, trials)
    x, n = _in_order(x[n > 0], n[n > 0])
    if not len(n):
        raise Unusable("no unit has a trial")
    flat = _flat(x, n)
    if not 0 < x.sum() < n.sum():
        return flat
    best = _climb(x, n, flat.mean, _moments(x, n))
    if not _LEAST_WEIGHT < best.weight < _PLAIN:
        others = (_climb(x, n, flat.mean, weight) for weight in _STARTS)
        best = max(best, *others, key=lambda one: one.loglik)
    return best if best.loglik > flat.loglik + _NOTHING and best.weight < NO_SPREAD / 2 else flat


def posterior(x: ArrayLike, n: ArrayLike, prior: Prior, level: float = 0.90) -> Estimate:
    """What `x` satisfied of `n` say under the prior; equal tails outside the interval.

    `x` may be a broken number: with an adjustment for mix it is n times the adjusted share.

    Raises:
        Unusable: If the numbers are impossible or the level is no share.
    """
    successes, number = _adjusted_pairs(x, n)
    tail = (1 - counts.share(level, "level")) / 2
    a, b = successes + prior.alpha, number - successes + prior.beta
    low, high = beta_distribution.ppf(tail, a, b), beta_distribution.isf(tail, a, b)
    reliability = number / (number + prior.weight)
    return Estimate((a / (a + b))[()], low[()], high[()], reliability[()])


def chance_above(x: ArrayLike, n: ArrayLike, prior: Prior, share: float) -> Floats:
    """The probability that a unit's true share is above `share`."""
    successes, number = _adjusted_pairs(x, n)
    return np.asarray(
        beta_distribution.sf(share, successes + prior.alpha, number - successes + prior.beta)
    )[()]


def loglik(x: Floats, n: Floats, alpha: float, beta: float) -> float:
    """Log-likelihood of the units, binomial coefficients included."""
    choose = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return float(np.sum(choose)) + _kernel(x, n, alpha, beta)


def _kernel(x: Floats, n: Floats, alpha: float, beta: float) -> float:
    """The part of the log-likelihood that depends on the prior."""
    return float(np.sum(betaln(x + alpha, n - x + beta)) - len(n) * betaln(alpha, beta))


def _adjusted_pairs(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    number = counts.trials(n)
    try:
        successes = np.asarray(x, dtype=np.float64)
        successes, number = np.broadcast_arrays(successes, number)
    except (TypeError, ValueError) as fault:
        raise Unusable("successes: not numbers, or not as many as trials") from fault
    if not np.isfinite(successes).all() or (successes < 0).any() or (successes > number).any():
        raise Unusable("successes: not between 0 and trials")
    return successes, number


def _in_order(x: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Sums of floats depend on their order; so that renaming units changes nothing at all."""
    order = np.lexsort((x, n))
    return x[order], n[order]


def _flat(x: Floats, n: Floats) -> Prior:
    """All units alike; where nobody or everybody is satisfied, half a rating short of it."""
    half = 0.5 / (n.sum() + 1)
    mean = float(np.clip(x.sum() / n.sum(), half, 1 - half))
    alpha, beta = mean * NO_SPREAD, (1 - mean) * NO_SPREAD
    return Prior(alpha, beta, loglik(x, n, alpha, beta))


def _moments(x: Floats, n: Floats) -> float:
    """Kleinman's estimate of the prior weight, as the start of the climb."""
    total, k = n.sum(), len(n)
    p = x.sum() / total
    room = p * (1 - p) * (total - (n**2).sum() / total - (k - 1))
    if room <= 0:
        return NO_SPREAD
    spread = ((n * (x / n - p) ** 2).sum() - p * (1 - p) * (k - 1)) / room
    return float(np.clip(1 / spread - 1, 1, NO_SPREAD)) if spread > 0 else NO_SPREAD


def _climb(x: Floats, n: Floats, mean: float, weight: float) -> Prior:
    """The top of the likelihood that is reached from this mean and weight."""
    start = [float(logit(mean)), float(np.log(weight))]
    bounds = [(-25, 25), (np.log(_LEAST_WEIGHT), np.log(NO_SPREAD))]
    top = minimize(
        _slope, start, args=(x, n), jac=True, method="L-BFGS-B", bounds=bounds,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 500},
    )  # fmt: skip
    alpha, beta = _shape(*top.x)
    return Prior(alpha, beta, loglik(x, n, alpha, beta))


def _shape(mean_logit: float, log_weight: float) -> tuple[float, float]:
    weight = float(np.exp(log_weight))
    mean = float(np.clip(expit(mean_logit), _EDGE, 1 - _EDGE))
    return mean * weight, (1 - mean) * weight


def _slope(at: Floats, x: Floats, n: Floats) -> tuple[float, Floats]:
    """Minus the part of the log-likelihood that moves, per unit, and its gradient in (logit of the mean, log weight)."""
    alpha, beta = _shape(*at)
    weight, k = alpha + beta, len(n)
    both = digamma(weight) - digamma(n + weight)
    by_alpha = float(np.sum(digamma(x + alpha) - digamma(alpha) + both))
    by_beta = float(np.sum(digamma(n - x + beta) - digamma(beta) + both))
    by_mean = (by_alpha - by_beta) * alpha * beta / weight
    by_weight = by_alpha * alpha + by_beta * beta
    return -_kernel(x, n, alpha, beta) / k, -np.array([by_mean, by_weight]) / k
