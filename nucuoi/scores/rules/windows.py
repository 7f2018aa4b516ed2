"""The spans fair figures are computed over: a rolling year, and quarters, each in its own tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from nucuoi.foundation import clock

YEAR = "year"
CLOSES_AFTER = timedelta(days=15)
"""Ratings of a quarter that arrive later change its figures no more."""
QUARTERS_KEPT = 8
"""How many ended quarters are computed when nothing is there yet."""


@dataclass(frozen=True, slots=True)
class Window:
    """A span of whole months.

    Attributes:
        span: `year`, or a quarter such as `2026Q3`; how it is stored and asked for.
        first: First day of its first month.
        last: Its last day, also the day of the tree; of a running span the day of computation.
    """

    span: str
    first: date
    last: date

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, as tallies keep them."""
        return clock.month(self.first), clock.month(self.last)

    @property
    def spans_of_months(self) -> Iterator[tuple[date, date]]:
        """First and last day of the window within each of its months."""
        first = self.first
        while first <= self.last:
            following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            yield first, min(following - timedelta(days=1), self.last)
            first = following

    @property
    def name(self) -> str:
        """The span in words: "12 tháng đến 28/11/2026", "quý 3/2026"."""
        if self.span == YEAR:
            return f"12 tháng đến {self.last:%d/%m/%Y}"
        return f"quý {self.span[-1]}/{self.span[:4]}"

    def is_over(self, today: date) -> bool:
        """Whether it is a quarter that has ended before a day."""
        return self.span != YEAR and quarter(self.first, today).last < today


def year(today: date) -> Window:
    """The present month and the eleven before it."""
    return Window(YEAR, _months_before(today, 11), today)


def quarter(on: date, today: date) -> Window:
    """The quarter that holds a day, up to today while it runs."""
    number = (on.month - 1) // 3
    first = date(on.year, 3 * number + 1, 1)
    end = (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    return Window(f"{on.year}Q{number + 1}", first, min(end, today))


def due(today: date, computed: Mapping[str, date]) -> Iterator[Window]:
    """The windows to compute on a day: the year, the running quarter, and ended ones not yet final.

    Args:
        today: The present day in Viet Nam.
        computed: Day of the newest computation by span.
    """
    yield year(today)
    window = quarter(today, today)
    for _ in range(QUARTERS_KEPT + 1):
        done = computed.get(window.span)
        if window.last >= today or done is None or done <= window.last + CLOSES_AFTER:
            yield window
        window = quarter(window.first - timedelta(days=1), today)


def _months_before(on: date, months: int) -> date:
    number = on.year * 12 + on.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
