"""Trend: a share by week on a line, with the limit below which chance rarely takes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.place import at

_TOP, _BOTTOM, _LEFT, _RIGHT = 0.08, 0.14, 0.09, 0.03
_BOX = 1000
_SIGMAS = 3.0
_NAMED = 5


@dataclass(frozen=True)
class Week:
    """A week that begins on a Monday; `share` None = too few ratings, which leaves a gap."""

    monday: date
    n: int
    share: float | None


@dataclass(frozen=True)
class Dot:
    """A week as drawn."""

    week: Week
    x: str
    y: str
    is_low: bool


@dataclass(frozen=True)
class Trend:
    """Shares of consecutive weeks, oldest first.

    Args:
        weeks: At least one.
        usual: The level it is held against, 0 to 1 (exclusive).
        title: What is shown, for the spoken label and the table.
    """

    weeks: Sequence[Week]
    usual: float
    title: str

    template: ClassVar[str] = "web/charts/_trend.html"

    @property
    def label(self) -> str:
        """The whole chart in a sentence."""
        known = [week.share for week in self.weeks if week.share is not None]
        if not known:
            return f"{self.title}: chưa có tuần nào đủ lượt đánh giá."
        return (
            f"{self.title}: {len(known)} tuần, từ {formats.percent(min(known), 0)} đến "
            f"{formats.percent(max(known), 0)}, mức chung {formats.percent(self.usual)}."
        )

    @property
    def low(self) -> float:
        """Share at the foot of the drawing."""
        shares = [week.share for week in self.weeks if week.share is not None]
        return 0.6 if min(shares, default=1.0) >= 0.6 else 0.0

    @property
    def hairs(self) -> list[tuple[str, str]]:
        """Places and words of the lines of shares."""
        steps = [self.low + number * (1 - self.low) / 4 for number in range(5)]
        return [(at(self._down(share)), formats.percent(share, 0)) for share in steps]

    @property
    def dots(self) -> list[Dot]:
        """The weeks with a share."""
        return [
            Dot(week, at(self._across(place)), at(self._down(week.share)), self._is_low(week))
            for place, week in enumerate(self.weeks)
            if week.share is not None
        ]

    @property
    def lines(self) -> list[str]:
        """Paths between neighbouring weeks; a gap stays a gap."""
        return [
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
            for run in self._runs()
            if len(run) > 1
        ]

    @property
    def ground(self) -> str:
        """The zone below the limit, in steps: it moves with the number of ratings."""
        half = (1 - _LEFT - _RIGHT) / max(len(self.weeks) - 1, 1) / 2 * _BOX
        parts, foot = [], self._down(self.low) * _BOX
        for place, week in enumerate(self.weeks):
            if week.share is not None:
                x, y = self._across(place) * _BOX, self._down(self.limit(week.n)) * _BOX
                left, right = max(x - half, _LEFT * _BOX), min(x + half, _BOX)
                parts.append(f"M{left:.1f} {foot:.1f}V{y:.1f}H{right:.1f}V{foot:.1f}Z")
        return "".join(parts)

    @property
    def peers(self) -> str:
        """Place of the usual level."""
        return at(self._down(self.usual))

    @property
    def named(self) -> list[tuple[str, date]]:
        """Places and Mondays of the weeks that are named below."""
        step = max(1, (len(self.weeks) - 1) // (_NAMED - 1))
        places = range(0, len(self.weeks), step)
        return [(at(self._across(place)), self.weeks[place].monday) for place in places]

    def limit(self, n: int) -> float:
        """Three standard deviations below the usual level, at least the foot (p chart, NIST)."""
        wide = _SIGMAS * sqrt(self.usual * (1 - self.usual) / n)
        return max(self.low, self.usual - wide)

    def _is_low(self, week: Week) -> bool:
        return week.share is not None and week.share < self.limit(week.n)

    def _runs(self) -> Iterator[list[tuple[float, float]]]:
        run: list[tuple[float, float]] = []
        for place, week in enumerate(self.weeks):
            if week.share is None:
                yield run
                run = []
            else:
                run.append((self._across(place) * _BOX, self._down(week.share) * _BOX))
        yield run

    def _across(self, place: int) -> float:
        part = place / max(len(self.weeks) - 1, 1)
        return _LEFT + part * (1 - _LEFT - _RIGHT)

    def _down(self, share: float) -> float:
        part = max(0.0, (share - self.low) / (1 - self.low))
        return 1 - _BOTTOM - part * (1 - _TOP - _BOTTOM)
