"""Shares: Wilson's interval, shrinkage to the peers, adjustment for mix; published examples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from nucuoi.fairness import betabinomial, mix, wilson
from nucuoi.fairness.betabinomial import NO_SPREAD, Prior
from nucuoi.fairness.errors import Unusable

SAXONY = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7]
"""Boys among the 12 children of 6,115 families (Geissler 1889; Lindsey & Altham 1998)."""
PEERS = Prior(31.5, 3.5, float("nan"))
POSTERIORS = {
    (5, 5): (0.9125, 0.8299, 0.9717, 0.9077),
    (2, 5): (0.8375, 0.7338, 0.9218, 0.4522),
    (45, 50): (0.9000, 0.8419, 0.9474, 0.9265),
    (40, 50): (0.8412, 0.7720, 0.9012, 0.4374),
    (180, 200): (0.9000, 0.8660, 0.9301, 0.9897),
    (160, 200): (0.8149, 0.7718, 0.8549, 0.0769),
}
COUNTS = st.lists(
    st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(x: int, n: int, low: float, high: float) -> None:
    """The intervals of Newcombe 1998, table I."""
    assert tuple(wilson.interval(x, n, 0.95)) == pytest.approx((low, high), abs=5e-5)


@given(COUNTS, st.floats(0.5, 0.999))
def test_wilson_agrees_with_another_program(pairs: list[tuple[int, int]], level: float) -> None:
    """Statsmodels gives the same interval for every count it accepts."""
    x, n = np.array([pair for pair in pairs if pair[1]] or [(1, 2)]).T
    low, high = wilson.interval(x, n, level)
    other = proportion_confint(x, n, 1 - level, "wilson")

    assert low == pytest.approx(other[0], abs=1e-9)
    assert high == pytest.approx(other[1], abs=1e-9)


def test_wilson_of_nobody_says_nothing() -> None:
    """Without ratings the share may be anything."""
    found = wilson.interval(0, 0)

    assert [float(end) for end in found] == [0, 1]


def test_prior_of_saxon_families() -> None:
    """The maximum of the likelihood is the published one; it beats the binomial by far."""
    boys = np.repeat(np.arange(13.0), SAXONY)
    prior = betabinomial.fit(boys, np.full(len(boys), 12))
    mean = boys.sum() / (12 * len(boys))
    flat = betabinomial.loglik(boys, np.full(len(boys), 12.0), mean * 1e9, (1 - mean) * 1e9)

    assert prior.alpha == pytest.approx(34.0956, rel=0.01)
    assert prior.beta == pytest.approx(31.5715, rel=0.01)
    assert prior.loglik == pytest.approx(-12492.871, abs=0.01)
    assert flat == pytest.approx(-12534.172, abs=0.05)


def test_moments_start_the_climb() -> None:
    """Kleinman's moments of five units give the worked weight."""
    x, n = np.array([47, 38, 88, 19, 150.0]), np.array([50, 45, 100, 20, 160.0])

    assert betabinomial._moments(x, n) == pytest.approx(131.83, abs=0.005)


@pytest.mark.parametrize("counts", POSTERIORS)
def test_posterior_as_worked(counts: tuple[int, int]) -> None:
    """The worked table: shrunken share, 90 % interval, chance to be above 0.85."""
    mean, low, high, above = POSTERIORS[counts]
    found = betabinomial.posterior(*counts, PEERS)

    assert (found.mean, found.low, found.high) == pytest.approx((mean, low, high), abs=5e-5)
    assert betabinomial.chance_above(*counts, PEERS, 0.85) == pytest.approx(above, abs=5e-5)


def test_a_newcomer_is_not_above_a_veteran() -> None:
    """Five of five stands no higher than the veteran's interval reaches, and is not reliable."""
    newcomer = betabinomial.posterior(5, 5, PEERS)
    veteran = betabinomial.posterior(180, 200, PEERS)

    assert newcomer.low < veteran.low
    assert newcomer.reliability < 0.5 < veteran.reliability


@pytest.mark.parametrize(
    ("x", "n"),
    [([5, 5, 5], [5, 5, 5]), ([0, 0], [3, 8]), ([0], [1]), ([9], [10]), ([1, 0], [1, 1])],
)
def test_where_nothing_differs_no_difference_is_claimed(x: list[int], n: list[int]) -> None:
    """All satisfied, none, a single unit: a prior so heavy that nobody is set apart."""
    prior = betabinomial.fit(x, n)

    assert prior.weight == pytest.approx(NO_SPREAD)
    assert betabinomial.posterior(x, n, prior).mean == pytest.approx(prior.mean, abs=1e-4)


@settings(deadline=None, max_examples=60)
@given(COUNTS)
def test_prior_survives_everything(pairs: list[tuple[int, int]]) -> None:
    """Whatever the counts: shares between 0 and 1, and the order of units changes nothing."""
    if not any(n for _, n in pairs):
        with pytest.raises(Unusable):
            betabinomial.fit(*np.array(pairs).T)
        return
    prior = betabinomial.fit(*np.array(pairs).T)
    again = betabinomial.fit(*np.array(sorted(pairs)).T)
    x, n = np.array(pairs).T
    found = betabinomial.posterior(x, n, prior)

    assert (prior.alpha, prior.beta) == (again.alpha, again.beta)
    assert np.all((found.low >= 0) & (found.low <= found.high) & (found.high <= 1))
    assert np.all((found.mean > 0) & (found.mean < 1))


@given(st.integers(0, 200), st.integers(1, 200))
def test_one_more_satisfied_never_lowers(x: int, more: int) -> None:
    """With the prior fixed, a satisfied rating never lowers a unit's own figure."""
    before = betabinomial.posterior(x, x + more, PEERS)
    after = betabinomial.posterior(x + 1, x + 1 + more, PEERS)

    assert after.mean >= before.mean
    assert after.low >= before.low


@pytest.mark.parametrize(
    "counts",
    [
        ([float("nan")], [3]),
        ([-1], [3]),
        ([4], [3]),
        ([0.5], [3]),
        (["a"], [1]),
        ([1, 2], [1, 2, 3]),
    ],
)
def test_impossible_counts_are_refused(counts: tuple[list[object], list[object]]) -> None:
    """NaN, negative, broken, too many, no numbers, other lengths: refused with the reason."""
    with pytest.raises(Unusable):
        betabinomial.fit(*counts)  # type: ignore[arg-type]  # what is refused
    with pytest.raises(Unusable):
        wilson.interval(*counts)  # type: ignore[arg-type]  # what is refused


def test_mix_as_worked() -> None:
    """A of easy visits with 90 satisfied lies below B of hard ones with 83."""
    assert mix.ratio([90, 83], [91, 79], 0.88) == pytest.approx([0.870330, 0.924557], abs=1e-6)


def test_expected_leaves_a_large_part_out() -> None:
    """A unit that is most of a stratum is compared with the others there, not with itself."""
    satisfied, trials = [[90, 0], [40, 45], [0, 45]], [[100, 0], [50, 50], [0, 50]]
    found = mix.standardise(satisfied, trials)

    assert found.overall == pytest.approx(220 / 250)
    assert found.expected == pytest.approx([100 * 0.8, 50 * 0.9 + 50 * 0.9, 50 * 0.9])
    assert found.share == pytest.approx([1 * 0.88 * 90 / 80, 0.88 * 85 / 90, 0.88], abs=1e-9)


def test_adjustment_takes_out_the_mix() -> None:
    """Equal officials with very different mixes: raw shares stray twice as far as chance, adjusted do not."""
    random = np.random.default_rng(7)
    easy = np.linspace(5, 195, 200).astype(int)
    trials = np.column_stack([easy, 200 - easy])
    satisfied = random.binomial(trials, [0.96, 0.78])
    raw = satisfied.sum(axis=1) / 200
    adjusted = mix.standardise(satisfied, trials).share
    by_chance = np.sqrt(np.mean(easy * 0.96 * 0.04 + (200 - easy) * 0.78 * 0.22)) / 200

    assert raw.std() >= 2 * by_chance
    assert adjusted.std() <= 1.2 * by_chance


def test_nobody_rated_has_no_adjusted_share() -> None:
    """A unit without ratings has no share, and strata without ratings hurt nobody."""
    found = mix.standardise([[0, 0], [3, 0]], [[0, 0], [4, 0]])

    assert np.isnan(found.share[0])
    assert 0 <= found.share[1] <= 1


@pytest.mark.parametrize("weight", [2.5, 5, 20, 100, 300, 1e5])
@pytest.mark.parametrize("units", [2, 5, 30, 300])
def test_no_other_start_gets_higher(weight: float, units: int) -> None:
    """The likelihood may have tops beside the highest: from wherever a climb begins, none is missed."""
    chance = np.random.default_rng(units)
    for largest in (3, 50, 5_000):
        n = chance.integers(1, largest + 1, units).astype(np.float64)
        x = chance.binomial(n.astype(int), chance.beta(0.9 * weight, 0.1 * weight, units)).astype(
            np.float64
        )
        if not 0 < x.sum() < n.sum():
            continue
        found = betabinomial.fit(x, n)
        for start in (2.1, 10, 30, 200, 1_000, 1e4):
            other = betabinomial._climb(x, n, float(x.sum() / n.sum()), start)
            assert found.loglik > other.loglik - 1e-5
