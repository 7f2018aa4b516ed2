"""Named links: codes, days, and the steps their distribution moves in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.rules import links, steps
from nucuoi.ratings.rules.links import Standing

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2026, 9, 30), Standing.COMING),
        (FIRST, Standing.OPEN),
        (LAST, Standing.OPEN),
        (date(2027, 1, 1), Standing.OVER),
    ],
)
def test_first_and_last_day_are_included(on: date, standing: Standing) -> None:
    """A link invites from its first day to its last; an ended one never."""
    assert links.standing(FIRST, LAST, on) is standing
    assert links.standing(FIRST, LAST, on, ended=True) is Standing.OVER


@pytest.mark.parametrize("closes_on", [date(2026, 9, 30), date(2027, 10, 3)])
def test_a_period_turned_round_or_without_end_is_refused(closes_on: date) -> None:
    """It closes after it opens, and within a year."""
    with pytest.raises(Invalid):
        links.check_period(FIRST, closes_on)


def test_codes_fit_an_address_and_a_rating() -> None:
    """Short, of letters nobody misreads, and never the same by chance among a thousand."""
    codes = {links.make_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(len(code) == links.CODE_LENGTH and code.isalnum() for code in codes)
    assert not {letter for code in codes for letter in code} & set("01laeiouy")


@pytest.mark.parametrize(
    ("n", "shown"), [(0, 0), (9, 0), (10, 10), (14, 10), (15, 15), (19, 15), (20, 20), (104, 100)]
)
def test_distributions_move_in_steps(n: int, shown: int) -> None:
    """Nothing below ten; then five new ones at a time."""
    assert steps.last_step(n) == shown


@given(st.integers(0, 10_000))
def test_the_next_step_is_where_it_is_said_to_be(n: int) -> None:
    """With one fewer than announced nothing moves, with as many it does."""
    wait = steps.until_next(n)

    assert steps.last_step(n + wait - 1) == steps.last_step(n)
    assert steps.last_step(n + wait) > steps.last_step(n)
