"""Five bands instead of a league table (as the Care Quality Commission's, on over-dispersed z)."""

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from nucuoi.fairness import funnel

BETTER_Z = 1.96
MUCH_BETTER_Z = 3.09
OUTSIDE_BY_CHANCE = 0.05


class Band(IntEnum):
    """Where a unit lies against what its peers and chance would give; higher = more satisfied."""

    MUCH_LOWER = -2
    LOWER = -1
    EXPECTED = 0
    BETTER = 1
    MUCH_BETTER = 2


def place(x: ArrayLike, n: ArrayLike, p0: float, tau2: float) -> list[Band]:
    """The band of each unit against the target `p0`, with variance `tau2` between units.

    Raises:
        Unusable: If the target is no share or a number of ratings is impossible.
    """
    z = np.atleast_1d(funnel.z_scores(x, n, p0, tau2))
    steps = np.digitize(np.abs(z), [BETTER_Z, MUCH_BETTER_Z], right=True)
    return [Band(int(np.sign(one) * step)) for one, step in zip(z, steps, strict=True)]


def outside_by_chance(k: int) -> int:
    """How many of `k` quite ordinary units lie outside the 95 % band all the same."""
    return round(OUTSIDE_BY_CHANCE * k)
