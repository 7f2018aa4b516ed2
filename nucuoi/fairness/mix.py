"""Adjusting a share for what came to the unit: indirect standardisation over strata.

A stratum is a group of visits that are harder or easier for everybody (field × channel), never a
choice of the official. Expected = what the province's shares would give with the unit's own mix.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nucuoi.fairness import counts
from nucuoi.fairness.counts import Floats

LARGE_PART = 0.10
"""From this part of a stratum on, a unit is left out of the share it is compared with."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Adjusted shares of k units.

    Attributes:
        share: overall × observed / expected, at most 1; NaN where a unit has no rating. Length k.
        expected: Satisfied ratings that its mix would give. Length k.
        overall: The share of all together.
    """

    share: Floats
    expected: Floats
    overall: float


def standardise(satisfied: ArrayLike, trials: ArrayLike) -> Adjusted:
    """Adjusts k units over g strata; both arguments are k × g.

    Raises:
        Unusable: If the counts are impossible.
    """
    x, n = counts.pairs(satisfied, trials)
    x, n = np.atleast_2d(x), np.atleast_2d(n)
    overall = float(x.sum() / max(n.sum(), 1))
    expected = np.asarray((n * _compared(x, n, overall)).sum(axis=1))
    return Adjusted(ratio(x.sum(axis=1), expected, overall, n.sum(axis=1)), expected, overall)


def ratio(observed: ArrayLike, expected: ArrayLike, overall: float, n: ArrayLike = 1) -> Floats:
    """The overall share × observed / expected, at most 1; NaN where `n` is 0.

    All-dissatisfied strata expect nothing: the unit's share is then the overall one.
    """
    seen, due = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    quotient = np.where(due > 0, seen / np.where(due > 0, due, 1), 1.0)
    share = np.minimum(overall * quotient, 1.0)
    return np.where(np.asarray(n) > 0, share, np.nan)[()]


def _compared(x: Floats, n: Floats, overall: float) -> Floats:
    """The share of each stratum that each unit is compared with, k × g."""
    rest_x, rest_n = x.sum(axis=0) - x, n.sum(axis=0) - n
    alone = n > LARGE_PART * n.sum(axis=0)
    base_x = np.where(alone & (rest_n > 0), rest_x, x.sum(axis=0))
    base_n = np.where(alone & (rest_n > 0), rest_n, n.sum(axis=0))
    return np.where(base_n > 0, base_x / np.where(base_n > 0, base_n, 1), overall)
