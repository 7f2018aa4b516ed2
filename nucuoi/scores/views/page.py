"""A board as its templates read it: words, links and charts over the figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from nucuoi.ledger.queries import Signed
from nucuoi.scores.queries.board import Board, Figures, Row
from nucuoi.scores.rules.periods import Period
from nucuoi.scores.views.asked import Asked
from nucuoi.web import formats
from nucuoi.web.charts import DailyCounts, DayCount, FiveLevels
from nucuoi.web.components import Link, PrintHead

_CHOICES = {
    Period.DAY: ("Hôm nay", "Ngày"),
    Period.WEEK: ("Tuần này", "Tuần"),
    Period.MONTH: ("Tháng này", "Tháng"),
}


@dataclass(frozen=True)
class LiveCount:
    """A live count: `name` is its hook in the page (`today`, `week`, `month` or `span`)."""

    name: str
    words: str
    ratings: int


@dataclass(frozen=True)
class Listed:
    """A row of the table below the figures; `number` is its place, from 1, and no rank."""

    number: int
    row: Row
    url: str
    bar: FiveLevels | None


@dataclass(frozen=True)
class Page:
    """The board of a question.

    Attributes:
        reader: Full name of who reads it, for the printed head.
        readable: Units above whose boards the reader may open too.
        witnessed: The newest checkpoint of the log that a witness has cosigned; None = none yet.
    """

    asked: Asked
    board: Board
    reader: str
    readable: frozenset[str] = frozenset()
    witnessed: Signed | None = None

    @property
    def name(self) -> str:
        """The unit's name on the board's day."""
        return self.board.place.unit.name

    @property
    def span_words(self) -> str:
        """The span, inside a sentence: "hôm nay", or "tháng 4/2025" once it is over."""
        return self.asked.span.period.now if self.board.is_now else self.asked.span.name

    @property
    def figures(self) -> Figures:
        """Of the whole unit."""
        return self.board.figures

    @property
    def crumbs(self) -> list[Link]:
        """The way up the tree, keeping the span; only names where the reader may not go."""
        return [
            Link(row.name, self._address(row.unit) if row.unit in self.readable else "")
            for row in self.board.place.ancestors
        ]

    @property
    def periods(self) -> list[Link]:
        """Day, week or month around the same day."""
        return [
            Link(
                label=now if self.board.is_now else otherwise,
                url=self.asked.query(period=period),
                current=period is self.asked.span.period,
            )
            for period, (now, otherwise) in _CHOICES.items()
        ]

    @property
    def earlier(self) -> str:
        """Address of the span just before."""
        return self.asked.query(on=self.asked.span.before.last)

    @property
    def later(self) -> str:
        """Address of the span just after; empty when that has not begun."""
        after = self.asked.span.after
        return "" if after.first > self.asked.today else self.asked.query(on=after.first)

    @property
    def live_url(self) -> str:
        """Address of the parts that move; empty when nothing moves any more."""
        if not self.board.is_now:
            return ""
        return reverse("scores:board_count", args=[self.asked.unit]) + self.asked.query()

    @property
    def chosen_day(self) -> str:
        """The asked day as a date field takes it."""
        return self.asked.on.isoformat()

    @property
    def today(self) -> str:
        """Today as a date field takes it."""
        return self.asked.today.isoformat()

    @property
    def main_count(self) -> LiveCount:
        """The large count: of the chosen span."""
        if not self.board.is_now:
            return LiveCount("span", self.asked.span.name, self.figures.counts.total)
        return self._count(self.asked.span.period)

    @property
    def other_counts(self) -> list[LiveCount]:
        """The counts of the other spans that hold today."""
        chosen = self.asked.span.period if self.board.is_now else None
        return [self._count(period) for period in Period if period is not chosen]

    @cached_property
    def levels(self) -> FiveLevels | None:
        """The five-level bar of the last step; None before the first."""
        shown = self.figures.shown
        if shown is None:
            return None
        return FiveLevels(shown.levels, title=f"{self.name}, {self.span_words}")

    @property
    def days(self) -> DailyCounts:
        """Counts of the last days."""
        days = (DayCount(on, ratings) for on, ratings in self.board.recent.days)
        return DailyCounts(tuple(days), title=f"Lượt đánh giá mỗi ngày tại {self.name}")

    @property
    def rows(self) -> Iterator[Listed]:
        """What is below the unit."""
        for number, row in enumerate(self.board.rows, start=1):
            url = self._address(row.group.unit) if row.group.unit else ""
            yield Listed(number, row, url, self._bar(row))

    @property
    def print_head(self) -> PrintHead:
        """The head of the printed page."""
        place = self.board.place
        return PrintHead(
            unit=place.unit.name,
            parent=", ".join(row.name for row in reversed(place.ancestors)),
            period=f"Bảng {self.asked.span.name}, cây đơn vị ngày {formats.day(place.as_of)}",
            printed=f"{formats.day(self.board.at)} {formats.clock(self.board.at)} · {self.reader}",
        )

    def _address(self, unit: str) -> str:
        return reverse("scores:board", args=[unit]) + self.asked.query().removesuffix("?")

    def _count(self, period: Period) -> LiveCount:
        name = "today" if period is Period.DAY else period.stored
        return LiveCount(name, period.now, self.board.recent.now[period])

    def _bar(self, row: Row) -> FiveLevels | None:
        shown = row.figures.shown
        if shown is None:
            return None
        title = f"{row.group.name}, {self.span_words}"
        return FiveLevels(shown.levels, title=title, height=24, legend=False)
