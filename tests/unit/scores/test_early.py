"""Early warnings: a doubling is found, the stable are left in peace, the unknown are not judged."""

import numpy as np
import pytest

from nucuoi.scores.figures import early
from nucuoi.scores.figures.early import Weeks

WEEKS = early.BASELINE_WEEKS + early.FRESH_WEEKS


def stable(random: np.random.Generator, weekly: int = 50, share: float = 0.08) -> Weeks:
    """Weeks of an official whose dissatisfied share does not change."""
    n = np.full(WEEKS, float(weekly))
    return Weeks(n, random.binomial(weekly, share, WEEKS).astype(float))


def test_few_stable_officials_are_warned_in_a_week() -> None:
    """At 7 % a year, hardly one of 300 in any one week."""
    random = np.random.default_rng(1)
    watched = early.watch({number: stable(random) for number in range(300)})

    assert watched.officials == 300
    assert len(watched.signs) <= 3


def test_a_share_that_has_doubled_is_warned_of() -> None:
    """Within the newest weeks, when it is said what is usual and what was seen."""
    random = np.random.default_rng(2)
    weeks = {number: stable(random) for number in range(40)}
    worse = weeks[7]
    signalled = []
    for week in range(1, early.FRESH_WEEKS + 1):
        worse.dissatisfied[-1] = 10.0
        signs = {sign.official: sign for sign in early.watch(weeks).signs}
        if 7 in signs:
            signalled.append((week, signs[7]))
        worse.dissatisfied[:] = np.append(worse.dissatisfied[1:], 0.0)

    week, sign = signalled[0]
    assert week <= early.FRESH_WEEKS
    assert sign.value >= sign.limit
    assert 0.06 < sign.usual < 0.1
    assert sign.n == 200


def test_nobody_is_warned_without_a_usual_share() -> None:
    """A newcomer has no weeks to be held against; a week without ratings says nothing."""
    n = np.zeros(WEEKS)
    n[-4:] = 50.0
    watched = early.watch({1: Weeks(n, n / 2)})

    assert (watched.signs, watched.officials) == ((), 0)


@pytest.mark.parametrize(("weekly", "usual"), [(3.4, 0.07), (48, 0.085), (900, 0.5)])
def test_limits_come_from_a_coarse_grid(weekly: float, usual: float) -> None:
    """Officials with about the same numbers share a simulated limit."""
    assert early.limit_for(weekly, usual, 0.0) == early.limit_for(weekly * 1.03, usual * 1.02, 0.0)


def test_weeks_that_differ_beyond_chance_raise_the_limit() -> None:
    """The correlation within weeks is estimated from all officials, and widens what is usual."""
    random = np.random.default_rng(3)
    shares = random.beta(0.08 * 49, 0.92 * 49, (100, WEEKS))
    weeks = [Weeks(np.full(WEEKS, 50.0), random.binomial(50, own).astype(float)) for own in shares]
    rho = early.correlation(weeks, early.usual_shares(weeks))

    assert rho == pytest.approx(0.02, abs=0.006)
