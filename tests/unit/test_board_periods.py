"""Which days, weeks and months a board can be asked for, and how they are said."""

from datetime import date

import pytest

from nucuoi.foundation.errors import Invalid
from nucuoi.scores.rules.periods import Period, read_day, read_period, span_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("period", "on", "first", "last", "number", "name"),
    [
        (Period.DAY, "2025-05-15", "2025-05-15", "2025-05-15", 20223, "ngày 15/05/2025"),
        (Period.WEEK, "2025-05-15", "2025-05-12", "2025-05-18", 202520, "tuần 12/05–18/05/2025"),
        # The first days of 2027 belong to the last ISO week of 2026.
        (Period.WEEK, "2027-01-02", "2026-12-28", "2027-01-03", 202653, "tuần 28/12–03/01/2027"),
        (Period.MONTH, "2024-02-15", "2024-02-01", "2024-02-29", 202402, "tháng 2/2024"),
        (Period.MONTH, "2024-12-31", "2024-12-01", "2024-12-31", 202412, "tháng 12/2024"),
    ],
)
def test_a_span_holds_its_day(
    period: Period, on: str, first: str, last: str, number: int, name: str
) -> None:
    """A span has the ends, the key in the rollups and the words of its day."""
    span = span_of(period, date.fromisoformat(on))

    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)
    assert (span.number, span.name) == (number, name)


@pytest.mark.parametrize("period", Period)
def test_spans_follow_each_other(period: Period) -> None:
    """The span before the span after is the span itself, and none overlaps."""
    span = span_of(period, TODAY)

    assert span.after.before == span
    assert (span.after.first - span.last).days == 1


def test_a_heading_names_the_weekday() -> None:
    """Days are headed by their weekday, longer spans by their name."""
    assert span_of(Period.DAY, date(2025, 5, 15)).heading == "Thứ Năm, 15/05/2025"
    assert span_of(Period.MONTH, date(2025, 5, 15)).heading == "Tháng 5/2025"


def test_the_tree_is_of_the_last_day_or_today() -> None:
    """A span that is over is seen with its last day's tree, the present one with today's."""
    assert span_of(Period.MONTH, date(2025, 5, 15)).as_of(TODAY) == date(2025, 5, 31)
    assert span_of(Period.MONTH, TODAY).as_of(TODAY) == TODAY


@pytest.mark.parametrize("text", ["15-05-2025", "2025-05-15", "15-5-2025"])
def test_a_day_is_read_as_people_and_browsers_write_it(text: str) -> None:
    """Day first as in our addresses, year first as date fields send it."""
    assert read_day(text, TODAY) == date(2025, 5, 15)


def test_nothing_asked_is_today() -> None:
    """Without a day the board is of today, without a period of the day."""
    assert read_day("", TODAY) == TODAY
    assert read_period("") is Period.DAY


@pytest.mark.parametrize(
    "text",
    [
        "31-06-2025",
        "24-11-2026",
        "31-12-2020",
        "hôm qua",
        "1-1",
        "--",
        "０1-01-2025",
        "1-1-99999999999999999999",
        "0000-00-00",
    ],
)
def test_a_day_that_cannot_be_shown_is_refused(text: str) -> None:
    """No such date, not yet come or before the beginning: said with the days that can be."""
    with pytest.raises(Invalid, match=r"01/01/2021 đến 23/11/2026"):
        read_day(text, TODAY)


def test_an_unknown_period_is_refused() -> None:
    """Only three words are known."""
    with pytest.raises(Invalid, match="ngày, tuần hoặc tháng"):
        read_period("nam")
