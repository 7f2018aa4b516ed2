"""Half-days by milliseconds are half-days by the calendar."""

from hypothesis import given
from hypothesis import strategies as st

from nucuoi.foundation import clock

DAY_MS = 86_400_000
MOMENTS = st.integers(0, 4_102_444_800_000)
"""From 1970 to 2100."""


@given(MOMENTS)
def test_a_moment_has_one_half_day(ms: int) -> None:
    """Whichever way it is asked."""
    assert clock.half_day_of_ms(ms) == clock.half_day(clock.from_ms(ms))


@given(MOMENTS.map(lambda ms: ms // DAY_MS * DAY_MS))
def test_noon_and_midnight_in_viet_nam_are_exact(midnight_utc: int) -> None:
    """5:00 UTC is noon and 17:00 UTC midnight in Viet Nam, to the millisecond, since 1976."""
    since_1976 = midnight_utc + 6 * 366 * DAY_MS
    noon, midnight = since_1976 + 5 * 3_600_000, since_1976 + 17 * 3_600_000

    for edge in (noon, midnight):
        before, after = clock.half_day_of_ms(edge - 1), clock.half_day_of_ms(edge)
        assert before != after
