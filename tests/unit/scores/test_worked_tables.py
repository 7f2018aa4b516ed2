"""What docs/explanation/figures.md works out by hand is what the pages compute."""

from datetime import date
from pathlib import Path

import pytest

from nucuoi.fairness import betabinomial, warning
from nucuoi.fairness.betabinomial import Prior
from nucuoi.scores.figures.answering import Coverages
from nucuoi.web.charts import Trend, Week

PAGE = (Path(__file__).parents[3] / "docs" / "explanation" / "figures.md").read_text()


def test_weeks_of_an_early_warning() -> None:
    """The sum week by week, and the week in which it is told."""
    found = warning.cusum([4, 8, 9, 12], [50] * 4, 0.08, 0.16, h=5)

    assert found.values == pytest.approx((0, 1.72, 4.23, 9.09), abs=0.005)
    assert found.first_signal == 3
    for row in ("| 2 | 8 | 1,72 |", "| 3 | 9 | 4,23 |", "| 4 | 12 | 9,09 |"):
        assert row in PAGE


def test_the_limit_of_a_week() -> None:
    """Three standard deviations below the usual level; it is lower with fewer ratings."""
    trend = Trend([Week(date(2026, 11, 2), 25, 0.9)], 0.9, "")

    assert (trend.limit(25), trend.limit(100)) == pytest.approx((0.72, 0.81))
    assert "= 72%; 100 lượt thì 81%" in PAGE


def test_the_middle_half_of_the_peers() -> None:
    """Quartiles of the spread."""
    found = betabinomial.posterior(0, 0, Prior(31.5, 3.5, 0.0), 0.5)

    assert (found.low, found.high) == pytest.approx((0.871, 0.937), abs=5e-4)
    assert "87,1–93,7%" in PAGE


def test_coverage_of_an_official_alone_and_shared() -> None:
    """Days alone come first; who was never alone has the desk's days; the desk has all."""
    found = Coverages()
    found.add(1, frozenset({10}), rated=6, visits=20)
    found.add(1, frozenset({10, 11}), rated=9, visits=30)
    alone, shared = found.of_official(10), found.of_official(11)

    assert (alone.rated, alone.visits, alone.alone) == (6, 20, True)
    assert (shared.rated, shared.visits, shared.alone) == (9, 30, False)
    assert found.desks[1] == [15, 50]
