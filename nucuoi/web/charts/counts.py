"""Small named columns: how many at each of some times or of a few things, some of them marked."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.place import at

_HEIGHT, _TOP, _FOOT = 124, 20, 24
_FILLED = 0.72
_LABELS = 8
_WIDEST = 0.25


@dataclass(frozen=True)
class NamedColumn:
    """One column as drawn; lengths along x in per cent, along y in pixels."""

    label: str
    count: int
    x: str
    centre: str
    width: str
    y: float
    height: float
    named: bool
    numbered: bool
    marked: bool


@dataclass(frozen=True)
class NamedCounts:
    """Counts by label, in the order in which they are given.

    Args:
        counts: Label and count, 1 to 60 of them.
        title: What is counted, for the spoken label and the table's caption.
        marked: Places of the columns that are spoken of.
    """

    counts: tuple[tuple[str, int], ...]
    title: str
    marked: Collection[int] = ()

    template: ClassVar[str] = "web/charts/_named_counts.html"
    height: ClassVar[int] = _HEIGHT
    base: ClassVar[int] = _HEIGHT - _FOOT
    foot: ClassVar[int] = _HEIGHT - 6

    @property
    def columns(self) -> list[NamedColumn]:
        """The columns as drawn; a few of them do not fill the width."""
        return [self._column(place) for place in range(len(self.counts))]

    @property
    def label(self) -> str:
        """The whole chart in a sentence."""
        said = (
            f"{label} {formats.number(count)}"
            for place, (label, count) in enumerate(self.counts)
            if place in self.marked or len(self.counts) <= _LABELS
        )
        return f"{self.title}: {', '.join(said)}."

    def _column(self, place: int) -> NamedColumn:
        label, count = self.counts[place]
        step = min(1 / len(self.counts), _WIDEST)
        most = max(n for _, n in self.counts) or 1
        height = (self.base - _TOP) * count / most
        every = -(-len(self.counts) // _LABELS)
        few = len(self.counts) <= _LABELS
        return NamedColumn(
            label=label,
            count=count,
            x=at((place + (1 - _FILLED) / 2) * step),
            centre=at((place + 0.5) * step),
            width=at(_FILLED * step),
            y=round(self.base - height, 1),
            height=round(height, 1),
            named=place % every == 0,
            numbered=few or place in self.marked,
            marked=place in self.marked,
        )
