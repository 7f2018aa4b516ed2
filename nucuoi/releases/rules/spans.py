"""Months, quarters and years, and the day on which each is closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.scores.rules.windows import CLOSES_AFTER

MONTH, QUARTER, YEAR = "month", "quarter", "year"
_LENGTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
_NAME = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2])|Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Span:
    """A span of whole months.

    Attributes:
        name: `2026-10`, `2026Q3` or `2026`; how it is stored and asked for.
        kind: `month`, `quarter` or `year`.
        first: Its first day.
        last: Its last day, also the day of the tree.
    """

    name: str
    kind: str
    first: date
    last: date

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, as tallies keep them."""
        return clock.month(self.first), clock.month(self.last)

    @property
    def words(self) -> str:
        """Inside a sentence: "tháng 10/2026", "quý 3/2026", "năm 2026"."""
        if self.kind == MONTH:
            return f"tháng {self.first.month}/{self.first.year}"
        if self.kind == QUARTER:
            return f"quý {self.name[-1]}/{self.first.year}"
        return f"năm {self.first.year}"

    def is_closed(self, today: date) -> bool:
        """Whether ratings have had their 15 days to arrive."""
        return self.last + CLOSES_AFTER < today


def read(name: str) -> Span:
    """The span of that name.

    Raises:
        NotFound: If there is none of that name.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise NotFound("Không có kỳ này. Kỳ viết dạng 2026-10, 2026Q3 hoặc 2026.")
    year, month, quarter = found.groups()
    if month:
        return _span(MONTH, date(int(year), int(month), 1))
    return _span(QUARTER if quarter else YEAR, date(int(year), 3 * int(quarter or 1) - 2, 1))


def closed(since: date, today: date) -> Iterator[Span]:
    """The spans that are closed on a day, the newest first.

    Args:
        since: The first day with a rating.
        today: The present day in Viet Nam.
    """
    found = {_span(kind, _begin(kind, on)) for kind in _LENGTHS for on in _months(since, today)}
    newest_first = sorted(found, key=lambda one: (one.last, one.first), reverse=True)
    return (one for one in newest_first if one.is_closed(today))


def last_closing(today: date) -> date:
    """The newest day on which a month was closed: the only days on which revisions are made."""
    for back in range(62):
        day = today - timedelta(days=back)
        month_before = day - CLOSES_AFTER - timedelta(days=1)
        if (month_before + timedelta(days=1)).day == 1:
            return day
    raise AssertionError("a month has at most 31 days")


def _span(kind: str, first: date) -> Span:
    last = _after(first, _LENGTHS[kind]) - timedelta(days=1)
    names = {
        MONTH: f"{first:%Y-%m}",
        QUARTER: f"{first.year}Q{first.month // 3 + 1}",
        YEAR: f"{first.year}",
    }
    return Span(names[kind], kind, first, last)


def _begin(kind: str, on: date) -> date:
    length = _LENGTHS[kind]
    return date(on.year, (on.month - 1) // length * length + 1, 1)


def _months(since: date, until: date) -> Iterator[date]:
    on = since.replace(day=1)
    while on <= until:
        yield on
        on = _after(on, 1)


def _after(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
