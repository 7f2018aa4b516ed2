"""The spans that fair figures are computed over."""

from datetime import date

import pytest

from nucuoi.scores.rules import windows

TODAY = date(2026, 11, 28)


def test_the_year_is_the_present_month_and_the_eleven_before() -> None:
    """Twelve months, the present one up to today."""
    year = windows.year(TODAY)

    assert (year.first, year.last, year.months) == (date(2025, 12, 1), TODAY, (202512, 202611))
    assert year.name == "12 tháng đến 28/11/2026"


@pytest.mark.parametrize(
    ("on", "span", "first", "last"),
    [
        (date(2026, 1, 1), "2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 3), "2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        (TODAY, "2026Q4", date(2026, 10, 1), TODAY),
    ],
)
def test_a_quarter_ends_with_its_month_or_today(
    on: date, span: str, first: date, last: date
) -> None:
    """A running quarter reaches to today, an ended one to its last day."""
    assert windows.quarter(on, TODAY) == windows.Window(span, first, last)


def test_a_window_falls_into_months() -> None:
    """Each whole, the last one of a running span up to its last day."""
    quarter = windows.quarter(TODAY, TODAY)
    leap = windows.Window("leap", date(2024, 1, 15), date(2024, 2, 29))

    assert list(quarter.spans_of_months) == [
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), TODAY),
    ]
    assert list(leap.spans_of_months) == [
        (date(2024, 1, 15), date(2024, 1, 31)),
        (date(2024, 2, 1), date(2024, 2, 29)),
    ]


def test_an_ended_quarter_is_computed_until_fifteen_days_after_its_end() -> None:
    """What arrives later changes it no more; year and running quarter are always due."""
    early, late = date(2026, 10, 15), date(2026, 10, 16)
    spans = {window.span for window in windows.due(TODAY, {"2026Q3": early})}
    final = {window.span for window in windows.due(TODAY, {"2026Q3": late})}

    assert spans - final == {"2026Q3"}
    assert {"year", "2026Q4", "2026Q2", "2024Q4"} <= final
    assert "2024Q3" not in final
