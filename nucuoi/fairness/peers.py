"""Comparing peers: adjusted, shrunken shares with intervals, bands and the funnel's limits; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nucuoi.fairness import bands, betabinomial, funnel, mix
from nucuoi.fairness.bands import Band
from nucuoi.fairness.betabinomial import Prior
from nucuoi.fairness.counts import Floats
from nucuoi.fairness.disclosure import SMALL

METHOD = "1"
LEVEL = 0.90
LEAST_PEERS = 10
"""With fewer of them the spread of a wider group is taken."""
LARGE_PART = 0.10
"""Who has more than this part of all ratings is drawn to the level of the others alone."""
_EDGE = 1e-4
_POINTS = 60
_LEAST_DRAWN = 10
Strata = NDArray[np.int64]
"""Members × strata."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Ratings of some peers; one entry, or row, a member.

    Attributes:
        subjects: Who they are.
        n: Ratings, whole numbers from 0.
        satisfied: Those with score 4 or 5.
        adjusted: Share adjusted for the mix of strata, 0 to 1; NaN where n is 0.
    """

    subjects: Sequence[str]
    n: NDArray[np.int64]
    satisfied: NDArray[np.int64]
    adjusted: Floats

    def of(self, places: NDArray[np.int64]) -> "Pool":
        """Only the members at these places."""
        subjects = [self.subjects[place] for place in places.tolist()]
        return Pool(subjects, self.n[places], self.satisfied[places], self.adjusted[places])


@dataclass(frozen=True, slots=True)
class Member:
    """The figure of one member; shares from 0 to 1."""

    subject: str
    n: int
    satisfied: int
    adjusted: float
    mean: float
    low: float
    high: float
    reliability: float
    band: Band


@dataclass(frozen=True, slots=True)
class Peers:
    """A group and its members; `limits` are rows of n and the four limits of the funnel."""

    members: tuple[Member, ...]
    overall: float
    prior: Prior
    tau2: float
    phi: float
    half: tuple[float, float]
    limits: list[list[float]]


def pool(subjects: Sequence[str], n: Strata, satisfied: Strata) -> Pool:
    """Adjusts members for the strata their ratings came from."""
    adjusted = np.atleast_1d(mix.standardise(satisfied, n).share)
    return Pool(subjects, n.sum(axis=1), satisfied.sum(axis=1), adjusted)


def held(now: Pool, before: dict[str, tuple[int, int, float]]) -> Pool:
    """The pool with those figures kept that would move by less than a step.

    Args:
        now: As counted.
        before: n, satisfied and adjusted share of the newest computation, by subject.
    """
    n, satisfied, adjusted = now.n.copy(), now.satisfied.copy(), now.adjusted.copy()
    for place, subject in enumerate(now.subjects):
        shown = before.get(subject)
        if shown is not None and 0 < abs(int(n[place]) - shown[0]) < SMALL:
            n[place], satisfied[place], adjusted[place] = shown
    return Pool(now.subjects, n, satisfied, adjusted)


def prior_of(whole: Pool) -> Prior:
    """How the true shares of these members are spread.

    Raises:
        Unusable: If none of them has a rating.
    """
    return betabinomial.fit(np.rint(_pseudo(whole)), whole.n)


def compare(whole: Pool, wider: "Peers | None" = None) -> Peers:
    """The figures of all members with a rating.

    Args:
        whole: The group; at least one member has a rating.
        wider: A group that holds these too, for groups of fewer than `LEAST_PEERS`: its level and
            spread are taken then.
    """
    some = _rated(whole)
    if wider is not None and len(some.n) < LEAST_PEERS:
        return replace(wider, members=_members(some, wider.prior, wider.overall, wider.tau2))
    x, n = _pseudo(some), some.n
    prior = prior_of(some)
    overall = float(np.clip(x.sum() / n.sum(), _EDGE, 1 - _EDGE))
    spread = funnel.overdispersion(x, n, overall)
    return Peers(
        members=_members(some, prior, overall, spread.tau2),
        overall=overall,
        prior=prior,
        tau2=spread.tau2,
        phi=spread.phi,
        half=_half(prior),
        limits=_limits(overall, spread.tau2, n),
    )


def _rated(whole: Pool) -> Pool:
    return whole.of(np.flatnonzero(whole.n))


def _pseudo(some: Pool) -> Floats:
    """Satisfied ratings as they would be with the mix of all."""
    return np.where(some.n > 0, some.n * np.nan_to_num(some.adjusted), 0.0)


def _members(some: Pool, prior: Prior, overall: float, tau2: float) -> tuple[Member, ...]:
    x = _pseudo(some)
    placed = bands.place(x, some.n, overall, tau2)
    found = _estimates(some, prior, x)
    columns = (some.n, some.satisfied, some.adjusted, *found)
    values = zip(*(column.tolist() for column in columns), strict=True)
    return tuple(
        Member(subject, n, satisfied, adjusted, mean, low, high, reliability, band)
        for subject, band, (n, satisfied, adjusted, mean, low, high, reliability) in zip(
            some.subjects, placed, values, strict=True
        )
    )


def _estimates(some: Pool, prior: Prior, x: Floats) -> list[Floats]:
    """Mean, low, high and reliability; a large member is drawn to the level of the others alone."""
    found = betabinomial.posterior(x, some.n, prior, LEVEL)
    columns = [found.mean, found.low, found.high, found.reliability]
    for place in _large(some):
        own = betabinomial.posterior(x[place], some.n[place], _without(some, place, prior), LEVEL)
        for column, value in zip(
            columns, (own.mean, own.low, own.high, own.reliability), strict=True
        ):
            column[place] = value
    return columns


def _large(some: Pool) -> list[int]:
    """Places of those whose own ratings would bend the level they are compared with."""
    if len(some.n) < LEAST_PEERS:
        return []
    return [int(one) for one in np.flatnonzero(some.n > LARGE_PART * some.n.sum())]


def _without(some: Pool, place: int, prior: Prior) -> Prior:
    """The level of the others with the spread of all.

    The spread is not fitted without the member: where the others are all alike, one who is not
    would be drawn to them entirely, and nothing of it would be seen.
    """
    others = np.arange(len(some.n)) != place
    level = float(np.clip(_pseudo(some)[others].sum() / some.n[others].sum(), _EDGE, 1 - _EDGE))
    return Prior(level * prior.weight, (1 - level) * prior.weight, prior.loglik)


def _half(prior: Prior) -> tuple[float, float]:
    """Quartiles of the spread; it is the posterior of somebody without ratings."""
    middle = betabinomial.posterior(0, 0, prior, 0.5)
    return float(middle.low), float(middle.high)


def _limits(overall: float, tau2: float, n: NDArray[np.int64]) -> list[list[float]]:
    largest = max(int(n.max()), 2 * _LEAST_DRAWN)
    at = np.unique(np.rint(np.linspace(_LEAST_DRAWN**0.5, largest**0.5, _POINTS) ** 2))
    found = funnel.limits(overall, at, tau2=tau2)
    return [[float(one), *map(float, row)] for one, row in zip(at, found, strict=True)]
