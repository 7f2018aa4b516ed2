"""Funnel: shares against numbers of ratings, with the bands that chance alone would fill.

Curves are drawn in a box of 1000 × 1000 that is stretched over the plot, marks and words in per
cents of it: one drawing fits a desk and a phone, and its text stays 12 px.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import median
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.place import at
from nucuoi.web.charts.whisker import Scale

_LEFT, _RIGHT, _TOP, _BOTTOM = 0.05, 0.02, 0.05, 0.09
_BOX = 1000
_TICKS = (20, 50, 100, 200, 400, 600, 1_000, 2_000, 4_000, 8_000, 16_000, 40_000, 100_000)
_TICK_GAP = 0.11
_LABEL_GAP = 0.055
_TIMES_USUAL = 8
"""The axis ends at so many times the usual number of ratings; larger units stand at its edge."""


@dataclass(frozen=True)
class Point:
    """A unit in the funnel.

    Args:
        name: As it is written beside the mark.
        n: Ratings, above 0.
        share: Adjusted share, 0 to 1.
        band: -2 to 2; 0 = as expected.
        url: Where the mark leads; may be empty.
        said: What is said when it is pointed at, after the name.
    """

    name: str
    n: int
    share: float
    band: int
    url: str = ""
    said: str = ""


@dataclass(frozen=True)
class Mark:
    """A point as drawn, with its name beside it or not."""

    point: Point
    x: str
    y: str
    named: bool
    at_left: bool
    for_desks: bool
    """Whether the name is left out on phones."""


@dataclass(frozen=True)
class Funnel:
    """Units against chance.

    Args:
        points: The units; their order does not matter.
        limits: Rows of n and the limits of 99.8 % and 95 % below, 95 % and 99.8 % above; by n.
        overall: Share of all together.
        title: What is shown, for the spoken label.
    """

    points: Sequence[Point]
    limits: Sequence[Sequence[float]]
    overall: float
    title: str

    template: ClassVar[str] = "web/charts/_funnel.html"
    named: ClassVar[int] = 6
    named_on_phones: ClassVar[int] = 3

    @property
    def label(self) -> str:
        """The whole chart in a sentence."""
        above = sum(point.band > 0 for point in self.points)
        below = sum(point.band < 0 for point in self.points)
        return (
            f"{self.title}: {formats.number(len(self.points))} đơn vị quanh mức chung "
            f"{formats.percent(self.overall)}, {above} cao hơn và {below} thấp hơn mức ngẫu nhiên."
        )

    @property
    def hairs(self) -> list[tuple[str, str]]:
        """Places and words of the lines of shares."""
        low = self._scale.low
        shares = [low + number * (1 - low) / 4 for number in range(5)]
        return [(at(self._down(share)), formats.percent(share, 0)) for share in shares]

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """Places and words of the numbers of ratings."""
        found: list[tuple[float, int]] = []
        for n in _TICKS:
            place = self._across(n)
            if self._least <= n <= self._most and (not found or place - found[-1][0] >= _TICK_GAP):
                found.append((place, n))
        return [(at(place), formats.number(n)) for place, n in found]

    @property
    def outer(self) -> str:
        """The band of 99.8 % as a closed path."""
        return self._band(1, 4)

    @property
    def inner(self) -> str:
        """The band of 95 % as a closed path."""
        return self._band(2, 3)

    @property
    def edges(self) -> list[tuple[str, str]]:
        """Class and path of the four limits."""
        kinds = ("limit-far", "limit", "limit", "limit-far")
        return [(kind, self._line(place)) for place, kind in enumerate(kinds, start=1)]

    @property
    def peers(self) -> str:
        """Place of the line of all together."""
        return at(self._down(self.overall))

    @property
    def has_larger(self) -> bool:
        """Whether some units have more ratings than the axis shows."""
        return any(point.n > self._most for point in self.points)

    @property
    def marks(self) -> list[Mark]:
        """The units, those that are named last, so that nothing lies over their names."""
        names = self._names()
        marks = [self._mark(point, names.get(point)) for point in self.points]
        return sorted(marks, key=lambda mark: mark.named)

    def _names(self) -> dict[Point, int]:
        """The units that are named with their turn: far ones first, and none over another."""
        chosen: dict[Point, int] = {}
        outside = [point for point in self.points if point.band]
        for point in sorted(outside, key=lambda one: (-abs(one.band), -one.n, one.name)):
            free = all(
                abs(self._down(point.share) - self._down(other.share)) >= _LABEL_GAP
                for other in chosen
            )
            if free and len(chosen) < self.named:
                chosen[point] = len(chosen)
        return chosen

    def _mark(self, point: Point, turn: int | None) -> Mark:
        across = self._across(point.n)
        return Mark(
            point=point,
            x=at(across),
            y=at(self._down(point.share)),
            named=turn is not None,
            at_left=across > 0.6,
            for_desks=turn is not None and turn >= self.named_on_phones,
        )

    @cached_property
    def _scale(self) -> Scale:
        return Scale.for_shares(point.share for point in self.points)

    @cached_property
    def _least(self) -> float:
        return min([row[0] for row in self.limits] + [point.n for point in self.points])

    @cached_property
    def _most(self) -> float:
        largest = max([row[0] for row in self.limits] + [point.n for point in self.points])
        usual = median(point.n for point in self.points) if self.points else largest
        return min(largest, max(usual * _TIMES_USUAL, 2 * self._least))

    def _across(self, n: float) -> float:
        """Place of a number of ratings, on a square-root scale, as a part of the width."""
        low, high = sqrt(self._least), sqrt(self._most)
        part = min(1.0, (sqrt(n) - low) / ((high - low) or 1))
        return _LEFT + part * (1 - _LEFT - _RIGHT)

    def _down(self, share: float) -> float:
        """Place of a share as a part of the height; what lies below the scale is at its foot."""
        low = self._scale.low
        part = max(0.0, (share - low) / (1 - low))
        return 1 - _BOTTOM - part * (1 - _TOP - _BOTTOM)

    def _band(self, below: int, above: int) -> str:
        lower = self._line(below, backwards=True).replace("M", "L", 1)
        return f"{self._line(above)}{lower}Z"

    def _line(self, column: int, *, backwards: bool = False) -> str:
        rows = reversed(self.limits) if backwards else self.limits
        places = [(self._across(row[0]) * _BOX, self._down(row[column]) * _BOX) for row in rows]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
