"""The spans a board counts over: a day, an ISO week or a month, and how each is said."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid

FIRST_DAY = date(2021, 1, 1)
"""The tree of units begins here, and so do the boards."""

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class Period(Enum):
    """How long a span is; the value is its word in addresses (`?ky=`)."""

    DAY = "ngay"
    WEEK = "tuan"
    MONTH = "thang"

    @property
    def stored(self) -> str:
        """The word in `Step.period`."""
        return self.name.lower()

    @property
    def now(self) -> str:
        """The span that holds today, in words."""
        return {"ngay": "hôm nay", "tuan": "tuần này", "thang": "tháng này"}[self.value]


@dataclass(frozen=True, slots=True)
class Span:
    """A day, a week from Monday to Sunday, or a month; both ends are inside."""

    period: Period
    first: date
    last: date

    @property
    def number(self) -> int:
        """The key of the span in its tally table."""
        return _NUMBERS[self.period](self.first)

    def holds(self, on: date) -> bool:
        """Whether the day is in the span."""
        return self.first <= on <= self.last

    def as_of(self, today: date) -> date:
        """The day whose tree and counters the board shows: the last day, but never after today."""
        return min(self.last, today)

    @property
    def before(self) -> "Span":
        """The span of the same length just before."""
        return span_of(self.period, self.first - timedelta(days=1))

    @property
    def after(self) -> "Span":
        """The span of the same length just after."""
        return span_of(self.period, self.last + timedelta(days=1))

    @property
    def heading(self) -> str:
        """The span as a heading: "Thứ Năm, 15/05/2025" or the capitalised name."""
        if self.period is Period.DAY:
            return f"{_WEEKDAYS[self.first.weekday()]}, {self.first:%d/%m/%Y}"
        return self.name.capitalize()

    @property
    def name(self) -> str:
        """The span by its date: "ngày 15/05/2025", "tuần 12/05–18/05/2025", "tháng 5/2025"."""
        if self.period is Period.DAY:
            return f"ngày {self.first:%d/%m/%Y}"
        if self.period is Period.WEEK:
            return f"tuần {self.first:%d/%m}–{self.last:%d/%m/%Y}"
        return f"tháng {self.first.month}/{self.first.year}"


_NUMBERS = {Period.DAY: clock.day_number, Period.WEEK: clock.iso_week, Period.MONTH: clock.month}


def span_of(period: Period, on: date) -> Span:
    """The span of this length that holds the day."""
    if period is Period.DAY:
        return Span(period, on, on)
    if period is Period.WEEK:
        monday = on - timedelta(days=on.weekday())
        return Span(period, monday, monday + timedelta(days=6))
    first = on.replace(day=1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    return Span(period, first, next_month - timedelta(days=1))


def read_period(word: str) -> Period:
    """The period of `?ky=`; nothing means the day.

    Raises:
        Invalid: If it is none of the three words.
    """
    try:
        return Period(word or Period.DAY.value)
    except ValueError:
        raise Invalid(
            "Chưa rõ kỳ cần xem. Xin chọn ngày, tuần hoặc tháng.",
            fields={"ky": "Chỉ nhận ngay, tuan hoặc thang."},
        ) from None


def read_day(text: str, today: date) -> date:
    """The day of `?ngay=`: dd-mm-yyyy, or yyyy-mm-dd as date fields send it; nothing means today.

    Raises:
        Invalid: If it is no date, lies before `FIRST_DAY` or after today.
    """
    on = _parse(text) if text else today
    if on is None or not FIRST_DAY <= on <= today:
        sentence = f"Xin chọn một ngày từ {FIRST_DAY:%d/%m/%Y} đến {today:%d/%m/%Y}."
        raise Invalid(f"Chưa đọc được ngày cần xem. {sentence}", fields={"ngay": sentence})
    return on


def in_address(on: date) -> str:
    """A day as `?ngay=` takes it."""
    return f"{on:%d-%m-%Y}"


def _parse(text: str) -> date | None:
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = (int(part[:9]) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
