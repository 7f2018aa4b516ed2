"""Early warning: the sum, its restart, and the limit by simulation."""

import numpy as np
import pytest

from nucuoi.fairness import warning
from nucuoi.fairness.errors import Unusable

P0, P1, WEEKLY = 0.08, 0.16, 50


def _years(random: np.random.Generator, p: float, rho: float) -> np.ndarray:
    shape = (2_000, 52)
    weight = 1 / rho - 1 if rho else 0
    shares = random.beta(p * weight, (1 - p) * weight, shape) if rho else np.full(shape, p)
    return random.binomial(WEEKLY, shares)


def test_sum_by_hand() -> None:
    """Two weeks by hand: 8 dissatisfied of 50, then 4; the sum never falls below 0."""
    up = 8 * np.log(0.16 * 0.92 / (0.08 * 0.84)) + 50 * np.log(0.84 / 0.92)
    down = 4 * np.log(0.16 * 0.92 / (0.08 * 0.84)) + 50 * np.log(0.84 / 0.92)
    found = warning.cusum([8, 4, 0], [50, 50, 50], P0, P1, h=5)

    assert found.values == pytest.approx((up, max(0, up + down), 0))
    assert found.first_signal is None


def test_signal_starts_afresh() -> None:
    """The week that reaches the limit is the signal; the next one begins at 0."""
    found = warning.cusum([25, 25, 0], [50, 50, 50], P0, P1, h=5)

    assert found.first_signal == 0
    assert found.values[1] == pytest.approx(found.values[0])


def test_weeks_without_ratings_change_nothing() -> None:
    """A closed week neither calms nor alarms."""
    values = warning.cusum([6, 0, 6], [50, 0, 50], P0, P1, h=5).values

    assert values[1] == values[0]


@pytest.mark.parametrize("rho", [0.0, 0.01])
def test_limit_spares_the_stable_and_finds_the_doubled(rho: float) -> None:
    """At the simulated limit few stable officials are alarmed, and a doubling is found.

    At most 7 % within a year (with the error of 2,000 years), and at least 85 % within 8 weeks.
    """
    random = np.random.default_rng(99)
    h = warning.limit(WEEKLY, P0, P1, rho)
    number = np.full(52, WEEKLY)
    stable = [
        warning.cusum(x, number, P0, P1, h, rho).first_signal for x in _years(random, P0, rho)
    ]
    doubled = [
        warning.cusum(x[:8], number[:8], P0, P1, h, rho).first_signal
        for x in _years(random, P1, rho)
    ]

    assert np.mean([signal is not None for signal in stable]) <= 0.085
    assert np.mean([signal is not None for signal in doubled]) >= 0.85


def test_run_length_as_worked() -> None:
    """With h = 5 and no over-dispersion, 7 % of stable officials are alarmed within a year."""
    random = np.random.default_rng(1)
    number = np.full(52, WEEKLY)
    alarmed = [
        warning.cusum(x, number, P0, P1, 5.0).first_signal is not None
        for x in _years(random, P0, 0)
    ]

    assert np.mean(alarmed) == pytest.approx(0.07, abs=0.02)


@pytest.mark.parametrize(
    ("p0", "p1", "h", "rho"), [(0.2, 0.1, 5, 0), (0, 0.1, 5, 0), (0.1, 0.2, 0, 0), (0.1, 0.2, 5, 1)]
)
def test_impossible_settings_are_refused(p0: float, p1: float, h: float, rho: float) -> None:
    """A raised share below the usual one, no share, no limit, full correlation: refused."""
    with pytest.raises(Unusable):
        warning.cusum([1], [10], p0, p1, h, rho)
