"""Daily counts: one column a day, from zero, with the largest day named."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.place import at

_HEIGHT, _TOP, _FOOT = 148, 20, 24
_FILLED = 0.72
_LABELS = 7


@dataclass(frozen=True)
class DayCount:
    """Ratings of one day, 0 or more; None = the desk was closed, which leaves a gap."""

    on: date
    count: int | None


@dataclass(frozen=True)
class Column:
    """One day as drawn; lengths along x in per cent, along y in pixels."""

    day: DayCount
    x: str
    centre: str
    width: str
    y: float
    height: float
    named: bool
    largest: bool

    @property
    def title(self) -> str:
        """What is said of the day when it is pointed at."""
        count = (
            "không mở cửa" if self.day.count is None else f"{formats.number(self.day.count)} lượt"
        )
        return f"{formats.day(self.day.on)}: {count}"


@dataclass(frozen=True)
class DailyCounts:
    """Counts of consecutive days, oldest first.

    Args:
        days: 1 to 62 days.
        title: What is counted and where, for the spoken label and the table's caption.
    """

    days: tuple[DayCount, ...]
    title: str

    template: ClassVar[str] = "web/charts/_columns.html"
    height: ClassVar[int] = _HEIGHT
    base: ClassVar[int] = _HEIGHT - _FOOT
    foot: ClassVar[int] = _HEIGHT - 6

    @property
    def largest(self) -> int:
        """The most on one day."""
        return max((day.count or 0 for day in self.days), default=0)

    @property
    def total(self) -> int:
        """All days together."""
        return sum(day.count or 0 for day in self.days)

    @property
    def columns(self) -> list[Column]:
        """The days as drawn."""
        return [self._column(place) for place in range(len(self.days))]

    @property
    def label(self) -> str:
        """The whole chart in a sentence."""
        first, last = formats.day(self.days[0].on), formats.day(self.days[-1].on)
        return (
            f"{self.title}, từ {first} đến {last}: {formats.number(self.total)} lượt, "
            f"ngày nhiều nhất {formats.number(self.largest)}."
        )

    def _column(self, place: int) -> Column:
        day, step = self.days[place], 1 / len(self.days)
        height = (self.base - _TOP) * (day.count or 0) / (self.largest or 1)
        return Column(
            day=day,
            x=at((place + (1 - _FILLED) / 2) * step),
            centre=at((place + 0.5) * step),
            width=at(_FILLED * step),
            y=round(self.base - height, 1),
            height=round(height, 1),
            named=self._named(place),
            largest=bool(day.count) and day.count == self.largest and place == self._first_largest,
        )

    @property
    def _first_largest(self) -> int:
        return next(i for i, day in enumerate(self.days) if (day.count or 0) == self.largest)

    def _named(self, place: int) -> bool:
        every = -(-len(self.days) // _LABELS)
        return (len(self.days) - 1 - place) % every == 0
