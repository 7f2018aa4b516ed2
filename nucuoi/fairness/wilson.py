"""Wilson's score interval of a raw share (Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from nucuoi.fairness import counts
from nucuoi.fairness.counts import Floats


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both between 0 and 1; unpacks into the two.

    Attributes:
        low: Number or array, as what was asked.
        high: The same shape.
    """

    low: Floats
    high: Floats

    def __iter__(self) -> Iterator[Floats]:
        yield self.low
        yield self.high


def interval(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> Interval:
    """The two-sided interval of the share of `x` among `n`; 0 to 1 where `n` is 0.

    Raises:
        Unusable: If the counts are impossible or the level is no share.
    """
    successes, number = counts.pairs(x, n)
    z2 = float(ndtri((1 + counts.share(level, "level")) / 2)) ** 2
    share = successes / np.maximum(number, 1)
    middle = successes + z2 / 2
    spread = np.sqrt(z2 * (number * share * (1 - share) + z2 / 4))
    low, high = (middle - spread) / (number + z2), (middle + spread) / (number + z2)
    low = np.where(successes == 0, 0.0, low)
    high = np.where(successes == number, 1.0, high)
    return Interval(np.clip(low, 0, 1)[()], np.clip(high, 0, 1)[()])
