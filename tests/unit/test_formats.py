"""Numbers, shares and dates as Vietnamese readers write them."""

from datetime import date, time

import pytest

from nucuoi.web import formats


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (61240, 0, "61.240"),
        (0, 0, "0"),
        (1284507, 0, "1.284.507"),
        (2.5, 1, "2,5"),
        (-12, 0, "−12"),
        (-0.2, 0, "0"),
        (0.5, 0, "1"),
        (2.675, 2, "2,68"),
        (None, 0, "–"),
    ],
)
def test_numbers(value: float | None, places: int, written: str) -> None:
    """Points between thousands, a decimal comma, halves away from zero, a real minus."""
    assert formats.number(value, places) == written


@pytest.mark.parametrize(
    ("share", "places", "written"),
    [(0.903, 1, "90,3%"), (0.24, 0, "24%"), (1, 0, "100%"), (0.285, 0, "29%"), (None, 1, "–")],
)
def test_percent(share: float | None, places: int, written: str) -> None:
    """A share from 0 to 1 is written as per cent."""
    assert formats.percent(share, places) == written


@pytest.mark.parametrize(
    ("low", "high", "written"), [(0.88, 0.92, "88–92%"), (0.285, 1.0, "29–100%"), (None, 0.5, "–")]
)
def test_interval(low: float | None, high: float | None, written: str) -> None:
    """An interval has an en dash and one per cent sign."""
    assert formats.interval(low, high) == written


def test_day_and_clock() -> None:
    """Days are dd/mm/yyyy, hours have no leading nought; nothing is a dash."""
    assert formats.day(date(2025, 5, 5)) == "05/05/2025"
    assert formats.day(date(990, 1, 2)) == "02/01/0990"
    assert formats.clock(time(7, 5)) == "7:05"
    assert formats.day(None) == formats.clock(None) == "–"


def test_unbroken() -> None:
    """Names stay on one line."""
    assert formats.unbroken("thị trấn  Vôi") == "thị\N{NO-BREAK SPACE}trấn\N{NO-BREAK SPACE}Vôi"
