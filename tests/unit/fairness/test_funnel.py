"""Funnel limits, over-dispersion, bands and ranks: published and worked examples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.fairness import bands, betabinomial, funnel, ranks
from nucuoi.fairness.bands import Band
from nucuoi.fairness.betabinomial import Prior
from nucuoi.fairness.errors import Unusable

PEERS = Prior(31.5, 3.5, float("nan"))


def test_exact_limits_as_worked() -> None:
    """99.8 % and 95 % limits around 0.9 (Spiegelhalter 2005, exact with interpolation)."""
    wanted = [
        [0.6783, 0.7651, 0.9803, 0.9992],
        [0.7916, 0.8323, 0.9496, 0.9758],
        [0.8497, 0.8684, 0.9272, 0.9421],
    ]

    assert funnel.limits(0.9, [30, 100, 400]) == pytest.approx(np.array(wanted), abs=5e-5)


def test_limits_stay_shares() -> None:
    """One rating, none, a target near the edge: limits between 0 and 1, the lower below the upper."""
    found = funnel.limits(0.99, [0, 1, 2, 5000])

    assert found.min() >= 0
    assert found.max() <= 1
    assert np.all(np.diff(found, axis=1) >= 0)
    assert found[0].tolist() == [0, 0, 1, 1]


def test_limits_hold_what_they_promise() -> None:
    """Of units that differ by chance only, about 1 in 20 lies outside the 95 % band."""
    random = np.random.default_rng(3)
    n = random.integers(30, 400, 20_000)
    share = random.binomial(n, 0.9) / n
    low, high = funnel.limits(0.9, n, [0.025, 0.975]).T

    assert np.mean((share < low) | (share > high)) == pytest.approx(0.05, abs=0.01)


def test_overdispersion_finds_the_planted_spread() -> None:
    """Units with a true spread of 4 points: most of it is found (winsorising leaves a part out)."""
    random = np.random.default_rng(5)
    n = random.integers(100, 600, 3_000)
    weight = 0.9 * 0.1 / 0.04**2 - 1
    spread = random.binomial(n, random.beta(0.9 * weight, 0.1 * weight, len(n)))
    chance = random.binomial(n, 0.9)

    assert 0.025 <= np.sqrt(funnel.overdispersion(spread, n, 0.9).tau2) <= 0.04
    assert funnel.overdispersion(chance, n, 0.9).phi <= 1.05
    assert funnel.overdispersion(chance, n, 0.9).tau2 <= 1e-4


def test_wider_limits_follow_tau() -> None:
    """With over-dispersion the band no longer closes: at many ratings it is 1.96 tau wide."""
    low, high = funnel.limits(0.9, 10**9, [0.025, 0.975], tau2=0.03**2)

    assert (high - low) / 2 == pytest.approx(1.96 * 0.03, rel=0.001)


def test_bands_by_z() -> None:
    """Five bands at 1.96 and 3.09 standard deviations, and a word on how many are chance."""
    n = np.full(5, 100)
    x = n * 0.5 + np.array([-3.2, -2.0, 1.9, 2.0, 3.2]) * 5

    assert bands.place(x, n, 0.5, 0.0) == [
        Band.MUCH_LOWER,
        Band.LOWER,
        Band.EXPECTED,
        Band.BETTER,
        Band.MUCH_BETTER,
    ]
    assert bands.place([0], [0], 0.9, 0.01) == [Band.EXPECTED]
    assert bands.outside_by_chance(163) == 8


def test_ranks_as_worked() -> None:
    """Four officials: expected ranks as integrated; 20 of 20 is not certain to be best."""
    found = ranks.summarise([90, 45, 20, 130], [100, 50, 20, 160], PEERS)

    assert [rank.expected for rank in found] == pytest.approx(
        [2.360, 2.335, 1.395, 3.910], abs=0.002
    )
    assert [(rank.low, rank.high) for rank in found] == [(1, 4), (1, 4), (1, 3), (3, 4)]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.integers(0, 50).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_ranks_do_not_depend_on_the_order(pairs: list[tuple[int, int]], chance: object) -> None:
    """Renaming or reordering officials changes no rank; the ranks add up to what ranks add up to."""
    order = list(range(len(pairs)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # a random.Random
    x, n = np.array(pairs).T
    found = ranks.summarise(x, n, PEERS)
    again = ranks.summarise(x[order], n[order], PEERS)

    assert [again[order.index(i)] for i in range(len(pairs))] == found
    assert sum(rank.expected for rank in found) == pytest.approx(
        len(pairs) * (len(pairs) + 1) / 2, abs=0.01 * len(pairs)
    )


def test_rank_intervals_cover() -> None:
    """95 % rank intervals hold the true rank of 93 to 98 of 100 officials."""
    random = np.random.default_rng(11)
    covered = []
    for _ in range(20):
        n = random.integers(20, 300, 25)
        true = random.beta(31.5, 3.5, len(n))
        x = random.binomial(n, true)
        rank = (-true).argsort().argsort() + 1
        found = ranks.summarise(x, n, betabinomial.fit(x, n))
        covered += [one.low <= r <= one.high for one, r in zip(found, rank, strict=True)]

    assert 0.92 <= np.mean(covered) <= 0.99


@pytest.mark.parametrize(("n", "wanted"), [(35, 0.5), (82, 0.7), (315, 0.9)])
def test_rankability_as_worked(n: int, wanted: float) -> None:
    """With p = 0.9 and a spread of 5 points, 35, 82, 315 ratings give 0.5, 0.7, 0.9."""
    assert ranks.rankability([n] * 5, PEERS) == pytest.approx(wanted, abs=0.01)


def test_five_thousand_units_are_ranked() -> None:
    """A whole country's officials give a result, and nobody gives an empty one."""
    random = np.random.default_rng(2)
    n = random.integers(1, 400, 5_000)
    found = ranks.summarise(random.binomial(n, 0.9), n, PEERS)

    assert len(found) == 5_000
    assert all(1 <= rank.low <= rank.high <= 5_000 for rank in found)
    assert ranks.summarise([], [], PEERS) == []


def test_impossible_numbers_are_refused() -> None:
    """A target or level that is no share, and rankability of nobody: refused with the reason."""
    with pytest.raises(Unusable):
        funnel.limits(1.0, [10])
    with pytest.raises(Unusable):
        ranks.summarise([1], [2], PEERS, level=2)
    with pytest.raises(Unusable):
        ranks.rankability([0, 0], PEERS)
