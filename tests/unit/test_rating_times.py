"""When a rating was made: wild clocks, long ways, and what bounds them."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.ratings.rules import times
from nucuoi.ratings.rules.times import Moment

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ARRIVED = 20_000 * DAY
OPENED = ARRIVED - 300 * DAY
SANE = st.integers(-(2**47), 2**47)


def on_device(rated: int | None, sent: int | None, previous: int | None = None) -> Moment:
    """A device's rating that arrived at `ARRIVED`."""
    return times.on_device(rated, sent, ARRIVED, previous_ms=previous, opened_ms=OPENED)


@pytest.mark.parametrize(
    ("rated", "sent", "previous", "expected"),
    [
        # nothing said: the arrival
        (None, None, None, Moment(ARRIVED)),
        (None, 5, None, Moment(ARRIVED)),
        # a right clock, at once and after two days off line
        (ARRIVED, ARRIVED, None, Moment(ARRIVED)),
        (ARRIVED - 2 * DAY, ARRIVED, None, Moment(ARRIVED - 2 * DAY)),
        # a wrong clock that went on evenly is put right
        (0, 10 * MINUTE, None, Moment(ARRIVED - 10 * MINUTE)),
        (ARRIVED + 9 * DAY, ARRIVED + 9 * DAY + HOUR, None, Moment(ARRIVED - HOUR)),
        # it jumped: after the sending, or before the rating before
        (ARRIVED + HOUR, ARRIVED, None, Moment(ARRIVED, clamped=True)),
        (ARRIVED - HOUR, ARRIVED, ARRIVED - MINUTE, Moment(ARRIVED - MINUTE, clamped=True)),
        (0, ARRIVED, ARRIVED - DAY, Moment(ARRIVED - DAY, clamped=True)),
        # the way took longer the last time: no fault of the clock
        (ARRIVED - 2000, ARRIVED, ARRIVED - 1000, Moment(ARRIVED - 1000)),
        (ARRIVED + 900, None, None, Moment(ARRIVED)),
        # reset to 1970 and never bounded: the arrival is the best that is known
        (0, ARRIVED, None, Moment(ARRIVED, clamped=True)),
        (OPENED - 1, ARRIVED, None, Moment(ARRIVED, clamped=True)),
        (OPENED, ARRIVED, None, Moment(OPENED)),
    ],
)
def test_a_devices_time(
    rated: int | None, sent: int | None, previous: int | None, expected: Moment
) -> None:
    """What it says, moved by arrival − sent, clamped between the rating before and the arrival."""
    assert on_device(rated, sent, previous) == expected


@settings(deadline=None)
@given(st.none() | SANE, st.none() | SANE, st.none() | st.integers(OPENED, ARRIVED))
def test_no_clock_is_wild_enough(rated: int | None, sent: int | None, previous: int | None) -> None:
    """Whatever a device says, the time lies between what bounds it and the arrival."""
    moment = on_device(rated, sent, previous)

    assert max(OPENED, previous or 0) <= moment.at_ms <= ARRIVED


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        (None, ARRIVED),
        (ARRIVED - DAY, ARRIVED - DAY),
        (ARRIVED - DAY - 1, None),
        (ARRIVED + 5 * MINUTE, ARRIVED),
        (ARRIVED + 5 * MINUTE + 1, None),
    ],
)
def test_an_open_time(rated: int | None, expected: int | None) -> None:
    """24 hours back and 5 minutes ahead are taken, but nothing is rated in the future."""
    moment = times.in_open(rated, ARRIVED)

    assert (moment and moment.at_ms) == expected


@pytest.mark.parametrize(
    ("rated", "expected"),
    [(None, ARRIVED), (ARRIVED - 99 * DAY, ARRIVED - 99 * DAY), (ARRIVED + HOUR, None)],
)
def test_a_sheets_time(rated: int | None, expected: int | None) -> None:
    """The day keyed, however long ago, but not to come."""
    moment = times.on_paper(rated, ARRIVED)

    assert (moment and moment.at_ms) == expected


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1970-01-01T00:00:00+00:00", 0),
        ("2026-11-23T08:30:00.123999+07:00", 1795397400123),
        ("9999-12-31T23:59:59-23:59", 253402387139000),
        ("0001-01-01T00:00:00+23:59", -62135683140000),
    ],
)
def test_any_year_can_be_counted(text: str, ms: int) -> None:
    """Wild years are numbers like others."""
    assert times.to_ms(datetime.fromisoformat(text)) == ms
