"""Five-level bar: how many answered each of the five faces, from 1 at the left to 5."""

from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.place import at
from nucuoi.web.components import FACES


@dataclass(frozen=True)
class Level:
    """One piece of the bar, with its place in per cent of the width."""

    score: int
    label: str
    count: int
    share: float
    x: str
    width: str


@dataclass(frozen=True)
class FiveLevels:
    """Counts of the five levels.

    Args:
        counts: Ratings with score 1, 2, 3, 4, 5, each 0 or more; all 0 draws an empty bar.
        title: What is counted, where and when, for the spoken label and the table's caption.
        height: 40 for a page, 24 inside a table row.
        legend: Whether numbers with faces and words stand below; a table row has none.
    """

    counts: tuple[int, int, int, int, int]
    title: str
    height: int = 40
    legend: bool = True

    template: ClassVar[str] = "web/charts/_levels.html"

    @property
    def total(self) -> int:
        """All ratings."""
        return sum(self.counts)

    @property
    def levels(self) -> list[Level]:
        """The five pieces from 1 to 5; a piece without ratings has no width."""
        whole = self.total or 1
        starts = [0, *accumulate(self.counts)]
        return [
            Level(score, FACES[score], count, count / whole, at(start / whole), at(count / whole))
            for score, count, start in zip(range(1, 6), self.counts, starts, strict=False)
        ]

    @property
    def gaps(self) -> list[str]:
        """Where two pieces that both have ratings meet."""
        drawn = [level for level in self.levels if level.count]
        return [level.x for level in drawn[1:]]

    @property
    def label(self) -> str:
        """The whole chart in a sentence."""
        if not self.total:
            return f"{self.title}: chưa có lượt đánh giá."
        parts = (f"{level.label} {formats.number(level.count)}" for level in self.levels)
        return (
            f"{self.title}: {formats.number(self.total)} lượt đánh giá. " + ", ".join(parts) + "."
        )
