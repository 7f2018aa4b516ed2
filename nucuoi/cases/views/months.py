"""Matters by month as columns: how many came, and how many of them were answered in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from nucuoi.cases.rules.figures import Sums
from nucuoi.web import formats

_HEIGHT, _TOP, _FOOT = 190, 22, 24
_FILLED = 0.62
_LABELS = 4
"""As many months are named below; more would touch each other on a phone."""


def in_days(days: float | None) -> str:
    """A median in words: 3 ngày, 2,5 ngày; a dash for None."""
    places = 0 if days is None or days.is_integer() else 1
    return formats.number(days, places) + ("" if days is None else f"{formats.NO_BREAK}ngày")


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its name as 11/2026 and its sums."""

    name: str
    sums: Sums

    @property
    def title(self) -> str:
        """What is said when it is pointed at."""
        return f"{self.name}: {formats.number(self.sums.counts.came)} phản ánh, {formats.number(self.sums.counts.on_time)} trả lời đúng hạn"

    @property
    def answered(self) -> str:
        """Median to the first answer."""
        return in_days(self.sums.answer_days)

    @property
    def closed(self) -> str:
        """Median to the close."""
        return in_days(self.sums.close_days)


@dataclass(frozen=True, slots=True)
class Column:
    """A month as drawn; lengths along x in per cent, along y in pixels; `in_time` lies within."""

    month: Month
    x: str
    centre: str
    width: str
    y: float
    height: float
    in_time_y: float
    in_time: float
    named: bool


@dataclass(frozen=True, slots=True)
class Months:
    """Months one after the other, the oldest first; at least one."""

    months: Sequence[Month]
    title: str

    template: ClassVar[str] = "cases/_months.html"
    height: ClassVar[int] = _HEIGHT
    base: ClassVar[int] = _HEIGHT - _FOOT
    foot: ClassVar[int] = _HEIGHT - 6

    @property
    def columns(self) -> list[Column]:
        """The months as drawn."""
        most = max((month.sums.counts.came for month in self.months), default=0) or 1
        return [self._column(place, most) for place in range(len(self.months))]

    @property
    def label(self) -> str:
        """The whole chart in a sentence."""
        came = sum(month.sums.counts.came for month in self.months)
        on_time = sum(month.sums.counts.on_time for month in self.months)
        return (
            f"{self.title}, từ tháng {self.months[0].name} đến tháng {self.months[-1].name}: "
            f"{formats.number(came)} phản ánh, {formats.number(on_time)} trả lời đúng hạn."
        )

    def _column(self, place: int, most: int) -> Column:
        month, step = self.months[place], 1 / len(self.months)
        scale = (self.base - _TOP) / most
        height, in_time = month.sums.counts.came * scale, month.sums.counts.on_time * scale
        return Column(
            month=month,
            x=f"{100 * (place + (1 - _FILLED) / 2) * step:.2f}%",
            centre=f"{100 * (place + 0.5) * step:.2f}%",
            width=f"{100 * _FILLED * step:.2f}%",
            y=round(self.base - height, 1),
            height=round(height, 1),
            in_time_y=round(self.base - in_time, 1),
            in_time=round(in_time, 1),
            named=(len(self.months) - 1 - place) % -(-len(self.months) // _LABELS) == 0,
        )
