"""Early warnings: whose dissatisfied ratings rose beyond chance by the end of a week; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from nucuoi.fairness import betabinomial, warning
from nucuoi.fairness.counts import Floats

BASELINE_WEEKS = 52
FRESH_WEEKS = 8
"""The newest weeks are held against those before: what is to be found must not be the usual."""
LEAST_WEEKS, LEAST_BASELINE = 8, 30
"""So many weeks with ratings, and ratings, tell what is usual; with fewer nobody is warned."""
SHOWN_WEEKS = 4
_USUAL_AT_LEAST, _RAISED_AT_MOST = 0.01, 0.90
_WEEKLY = (1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200)
_SHARES = (0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16, 0.24, 0.32, 0.45)
_RHOS = (0.0, 0.01, 0.02, 0.04, 0.08, 0.15)


@dataclass(frozen=True, slots=True)
class Weeks:
    """Ratings of an official, one entry a week, the newest last; 0 where there were none."""

    n: Floats
    dissatisfied: Floats


@dataclass(frozen=True, slots=True)
class Sign:
    """An official whose sum reached its limit in the newest week; see `scores.models.EarlyWarning`."""

    official: int
    value: float
    limit: float
    usual: float
    n: int
    dissatisfied: int


@dataclass(frozen=True, slots=True)
class Watched:
    """What a week's look gave.

    Attributes:
        officials: How many had enough ratings to be looked at.
        rho: How much alike the ratings of a week are beyond chance, 0 to 1.
    """

    signs: tuple[Sign, ...]
    officials: int
    rho: float


def watch(weeks: Mapping[int, Weeks]) -> Watched:
    """Looks at all officials (rows) at the end of the newest week."""
    watched = {official: one for official, one in weeks.items() if _is_known(one)}
    if not watched:
        return Watched((), 0, 0.0)
    ordered = sorted(watched)
    usual = usual_shares([watched[one] for one in ordered])
    rho = correlation([watched[one] for one in ordered], usual)
    signs = (
        _look(one, watched[one], share, rho) for one, share in zip(ordered, usual, strict=True)
    )
    return Watched(tuple(sign for sign in signs if sign), len(ordered), rho)


def usual_shares(weeks: Sequence[Weeks]) -> list[float]:
    """The dissatisfied share of each before the newest weeks, shrunken to that of all."""
    x = np.array([_baseline(one.dissatisfied).sum() for one in weeks])
    n = np.array([_baseline(one.n).sum() for one in weeks])
    found = betabinomial.posterior(x, n, betabinomial.fit(x, n))
    return [max(float(share), _USUAL_AT_LEAST) for share in np.atleast_1d(found.mean)]


def correlation(weeks: Sequence[Weeks], usual: Sequence[float]) -> float:
    """Correlation of ratings within a week (rho), by moments over all officials and weeks."""
    over, room = 0.0, 0.0
    for one, share in zip(weeks, usual, strict=True):
        n, x = _baseline(one.n), _baseline(one.dissatisfied)
        over += float((((x - n * share) ** 2) / (share * (1 - share)) - n).sum())
        room += float((n * (n - 1)).sum())
    return float(np.clip(over / room, 0.0, _RHOS[-1])) if room > 0 else 0.0


def limit_for(weekly: float, usual: float, rho: float) -> float:
    """The limit on a coarse grid: at most 7 % of stable officials are warned in a year."""
    share = _nearest(_SHARES, usual)
    raised = min(2 * share, _RAISED_AT_MOST)
    alike = next((one for one in _RHOS if one >= rho - warning.CHANCE_ONLY), _RHOS[-1])
    return _limit(_nearest(_WEEKLY, weekly), share, raised, alike)


def _look(official: int, weeks: Weeks, usual: float, rho: float) -> Sign | None:
    raised = min(2 * usual, _RAISED_AT_MOST)
    n, x = weeks.n[-BASELINE_WEEKS:], weeks.dissatisfied[-BASELINE_WEEKS:]
    limit = limit_for(float(n[n > 0].mean()), usual, rho)
    value = warning.cusum(x, n, usual, raised, limit, rho).values[-1]
    if value < limit or not n[-1]:
        return None
    lately = int(n[-SHOWN_WEEKS:].sum()), int(x[-SHOWN_WEEKS:].sum())
    return Sign(official, value, limit, usual, *lately)


def _is_known(weeks: Weeks) -> bool:
    n = _baseline(weeks.n)
    return int((n > 0).sum()) >= LEAST_WEEKS and float(n.sum()) >= LEAST_BASELINE


def _baseline(values: Floats) -> Floats:
    return values[:-FRESH_WEEKS]


def _nearest(grid: Sequence[float], value: float) -> float:
    return min(grid, key=lambda one: abs(np.log(one) - np.log(max(value, grid[0]))))


@cache
def _limit(weekly: float, usual: float, raised: float, rho: float) -> float:
    return warning.limit(weekly, usual, raised, rho)
