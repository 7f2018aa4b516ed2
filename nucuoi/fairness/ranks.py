"""Ranks that say how little they know (Goldstein & Spiegelhalter 1996, JRSS A 159).

Rank 1 = highest share. Shown only inside an evaluation pack, with the interval, and only when
`rankability` allows it (van Dishoeck et al. 2011).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

from nucuoi.fairness import counts
from nucuoi.fairness.betabinomial import Prior
from nucuoi.fairness.counts import Floats
from nucuoi.fairness.errors import Unusable

Counts = NDArray[np.intp]
Ranks = NDArray[np.int16]

RANKS_FROM = 0.7
"""Rankability from which ranks may be shown with their intervals; below it bands only."""
_DRAWS = 20_000
_MOST_NUMBERS = 20_000_000
"""Draws × units at most, so that 5,000 units fit in memory."""
_MOST_UNITS = 32_767
_SEED = 20210601
_GRID = 1_001
_PORTION = 1_000_000


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a unit may stand among its peers; 1 = highest share.

    Attributes:
        expected: Mean of its possible ranks.
        low: Lower end of the interval.
        high: Upper end of the interval.
    """

    expected: float
    low: int
    high: int


def summarise(x: ArrayLike, n: ArrayLike, prior: Prior, level: float = 0.95) -> list[Rank]:
    """The rank of each unit with its interval; equal units get equal ranks, in whatever order.

    Raises:
        Unusable: If the counts are impossible, the level is no share, or there are more than
            32,767 units.
    """
    successes, number = counts.columns(x, n)
    if not len(number):
        return []
    if len(number) > _MOST_UNITS:
        raise Unusable(f"{len(number)} units are too many to rank")
    tail = (1 - counts.share(level, "level")) / 2
    kinds, which, many = np.unique(
        np.column_stack([number, successes]), axis=0, return_inverse=True, return_counts=True
    )
    a, b = kinds[:, 1] + prior.alpha, kinds[:, 0] - kinds[:, 1] + prior.beta
    expected = _expected(a, b, many)
    ends = _quantiles(a, b, many, tail)
    return [Rank(float(expected[i]), *map(int, ends[i])) for i in which.reshape(-1)]


def rankability(n: ArrayLike, prior: Prior) -> float:
    """The part of the spread that is between the units and not chance: 0 to 1.

    Raises:
        Unusable: If no unit has a rating.
    """
    number = counts.trials(n)
    number = number[number > 0]
    if not number.size:
        raise Unusable("no unit has a rating")
    by_chance = prior.mean * (1 - prior.mean) / np.median(number)
    return float(prior.variance / (prior.variance + by_chance))


def _expected(a: Floats, b: Floats, many: Counts) -> Floats:
    """1 + the sum of P(another is above), integrated on a grid of probabilities of each kind."""
    level = (np.arange(_GRID) + 0.5) / _GRID
    points = _points(a, b)
    below = np.array([betainc(a_, b_, points) for a_, b_ in zip(a, b, strict=True)])
    above = (many[:, np.newaxis] * (1 - below)).sum(axis=0)
    result = np.empty(len(a))
    for i, own in enumerate(below):
        others = np.interp(level, own, above - (1 - own))
        result[i] = 1 + others.mean()
    return result


def _points(a: Floats, b: Floats) -> Floats:
    """Shares close enough together to follow the steepest of the distributions."""
    middle = a / (a + b)
    spread = np.sqrt(middle * (1 - middle) / (a + b + 1))
    steps = np.linspace(-8, 8, 161)
    around = np.unique(np.round((middle[:, np.newaxis] + steps * spread[:, np.newaxis]), 7))
    if len(around) > 2 * _GRID:
        around = np.linspace(around[0], around[-1], 2 * _GRID)
    return np.unique(np.concatenate([[0.0], np.clip(around, 0, 1), [1.0]]))


def _quantiles(a: Floats, b: Floats, many: Counts, tail: float) -> Counts:
    """Lower and upper rank of each kind, over draws of all units, k × 2."""
    k = int(many.sum())
    draws = max(200, min(_DRAWS, _MOST_NUMBERS // k))
    random = np.random.default_rng(_SEED)
    kinds = np.repeat(np.arange(len(a)), many)
    portions = np.array_split(np.arange(draws), max(1, draws * k // _PORTION))
    ranks = np.vstack([_drawn(random, a[kinds], b[kinds], len(portion)) for portion in portions])
    starts = np.concatenate([[0], np.cumsum(many)])
    ends = [
        np.quantile(ranks[:, start:end], [tail, 1 - tail], method="inverted_cdf")
        for start, end in pairwise(starts)
    ]
    return np.array(ends, dtype=np.intp)


def _drawn(random: np.random.Generator, a: Floats, b: Floats, draws: int) -> Ranks:
    """The ranks of all units in so many draws, draws × k."""
    order = np.argsort(-random.beta(a, b, (draws, len(a))), axis=1, kind="stable")
    ranks = np.empty(order.shape, dtype=np.int16)
    np.put_along_axis(ranks, order, np.arange(1, len(a) + 1, dtype=np.int16)[np.newaxis], axis=1)
    return ranks
