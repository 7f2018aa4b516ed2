"""Distributions move in steps: from ten ratings on, then five by five."""

from datetime import date

import pytest

from nucuoi.scores.rules.steps import is_due, starts


@pytest.mark.parametrize(
    ("shown", "n", "due"),
    [
        (None, 0, False),
        (None, 9, False),
        (None, 10, True),
        (None, 5_000, True),
        (10, 14, False),
        (10, 15, True),
        (15, 15, False),
        # Taken away by an exclusion:
        (20, 16, False),
        (20, 15, True),
        (14, 9, False),
    ],
)
def test_step(shown: int | None, n: int, due: bool) -> None:
    """No step before n = 10, and none for fewer than 5 ratings more or less."""
    assert is_due(shown=shown, n=n) is due


def test_starts_of_periods() -> None:
    """A Sunday belongs to the week that began on Monday, even over a month's end."""
    assert starts(date(2026, 11, 1)) == {
        "day": date(2026, 11, 1),
        "week": date(2026, 10, 26),
        "month": date(2026, 11, 1),
    }
