"""Over-dispersion on real data: without it nearly everybody would be called an outlier."""

from collections import Counter
from pathlib import Path
from statistics import quantiles

import numpy as np
import pytest

from nucuoi.fairness import bands, betabinomial, funnel
from nucuoi.fairness.bands import Band
from nucuoi.fairness.betabinomial import Prior
from tests.attendances import within_four_hours

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "figures.md"


def by_hand(x: list[int], n: list[int]) -> tuple[float, float]:
    """Phi and tau² of Spiegelhalter's additive model in plain arithmetic, without numpy."""
    p, k = sum(x) / sum(n), len(n)
    z = [(one / of - p) / (p * (1 - p) / of) ** 0.5 for one, of in zip(x, n, strict=True)]
    deciles = quantiles(z, n=10, method="inclusive")
    clipped = [min(max(one, deciles[0]), deciles[-1]) for one in z]
    phi = sum(one * one for one in clipped) / k
    w = [of / (p * (1 - p)) for of in n]
    return phi, (k * phi - (k - 1)) / (sum(w) - sum(one * one for one in w) / sum(w))


def test_the_spread_is_that_of_plain_arithmetic() -> None:
    """137 departments: phi and tau² as worked without our library."""
    _, x, n = within_four_hours()
    found = funnel.overdispersion(x, n, float(x.sum() / n.sum()))

    assert (found.phi, found.tau2) == pytest.approx(by_hand(x.tolist(), n.tolist()), rel=1e-9)
    assert found.tau2**0.5 == pytest.approx(0.0678, abs=5e-5)


@pytest.mark.parametrize(
    ("widened", "expected", "row"),
    [
        (False, {Band.MUCH_LOWER: 56, Band.LOWER: 1, Band.EXPECTED: 5, Band.BETTER: 1,
                 Band.MUCH_BETTER: 74}, "| Chỉ ngẫu nhiên | 56 | 1 | 5 | 1 | 74 |"),
        (True, {Band.MUCH_LOWER: 2, Band.LOWER: 7, Band.EXPECTED: 125, Band.BETTER: 3},
         "| Nới thêm τ² | 2 | 7 | 125 | 3 | 0 |"),
    ],
)  # fmt: skip
def test_bands_as_the_page_says(widened: bool, expected: dict[Band, int], row: str) -> None:
    """Chance alone would put 132 of 137 outside the 95 % band; the page prints both rows."""
    _, x, n = within_four_hours()
    overall = float(x.sum() / n.sum())
    tau2 = funnel.overdispersion(x, n, overall).tau2 if widened else 0.0

    assert Counter(bands.place(x, n, overall, tau2)) == expected
    assert row in PAGE.read_text(encoding="utf-8")


def test_limits_stay_apart_at_many_attendances() -> None:
    """At 100,000 attendances chance allows ±0.24 points, with τ² ±13.3: the funnel does not close."""
    _, x, n = within_four_hours()
    overall = float(x.sum() / n.sum())
    tau2 = funnel.overdispersion(x, n, overall).tau2
    narrow = np.diff(funnel.limits(overall, 100_000, [0.025, 0.975]))[0] / 2
    wide = np.diff(funnel.limits(overall, 100_000, [0.025, 0.975], tau2=tau2))[0] / 2

    assert (round(100 * narrow, 2), round(100 * wide, 1)) == (0.24, 13.3)


@pytest.mark.parametrize(("x", "n", "share"), [(180, 200, 0.900), (140, 160, 0.8795)])
def test_with_and_without_as_worked(x: int, n: int, share: float) -> None:
    """The worked table of figures with and without forty excluded ratings."""
    assert betabinomial.posterior(x, n, Prior(31.5, 3.5, 0.0)).mean == pytest.approx(
        share, abs=5e-5
    )
