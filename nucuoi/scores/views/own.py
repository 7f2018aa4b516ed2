"""`/so-lieu-cua-toi/`: an official's own figure, which she alone opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.ratings.rules.words import GOOD_TAGS
from nucuoi.scores import queries
from nucuoi.scores.queries.fair import Fair, Group, Warned
from nucuoi.scores.rules.fairness import LEAST_RATINGS
from nucuoi.scores.rules.tally import COLUMNS
from nucuoi.scores.views import words
from nucuoi.web import formats
from nucuoi.web.charts import LargeWhisker, Progress, Scale, Trend, Week
from nucuoi.web.components import PrintHead

TREND_WEEKS, LEAST_WEEKS = 26, 8
_DIMENSIONS = {"spirit": "Tinh thần", "attitude": "Thái độ", "conduct": "Phong cách ứng xử"}
_TICKS = dict(
    zip(
        GOOD_TAGS,
        (
            "Xin chào", "Xin lỗi", "Xin cảm ơn", "Xin phép",
            "Luôn mỉm cười", "Luôn nhẹ nhàng", "Luôn lắng nghe", "Luôn giúp đỡ",
        ),
        strict=True,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Dimension:
    """One of the three things asked: of `n` answers `satisfied` were 4 or 5; share None = too few."""

    name: str
    n: int
    share: float | None


@dataclass(frozen=True)
class OwnPage:
    """The page of an official.

    Attributes:
        name: Her full name.
        is_linked: Whether the account says which official she is.
        field: Name of the field she is compared in; empty = unknown, all officials.
        figure: Her figure; None = none has been computed yet.
        weeks: Monday, ratings and satisfied ones of the last weeks.
    """

    name: str
    is_linked: bool
    field: str
    figure: Fair | None
    group: Group | None
    weeks: list[tuple[date, int, int]]
    warnings: list[Warned]
    printed: str

    @property
    def is_shown(self) -> bool:
        """Whether there is enough for a figure."""
        return self.figure is not None and self.figure.n >= LEAST_RATINGS

    @property
    def missing(self) -> int:
        """How many ratings are missing for a figure."""
        return LEAST_RATINGS - (self.figure.n if self.figure else 0)

    @cached_property
    def drawing(self) -> LargeWhisker | None:
        """The figure among the peers."""
        if self.figure is None or self.group is None:
            return None
        scale = Scale.for_shares([self.figure.low, self.group.half[0]])
        drawn = words.whisker("Mức hài lòng", self.figure, self.group.overall, scale)
        return LargeWhisker(drawn, self.group.half) if drawn else None

    @property
    def conclusion(self) -> tuple[str, str]:
        """What may be concluded, in two sentences."""
        assert self.figure is not None
        assert self.group is not None
        return words.conclusion(self.figure, self.group)

    @cached_property
    def trend(self) -> Trend:
        """The last weeks; those with fewer than ten ratings are gaps."""
        weeks = [
            Week(monday, n, good / n if n >= LEAST_RATINGS else None)
            for monday, n, good in _begun(self.weeks)
        ]
        usual = self.group.overall if self.group else 0.9
        return Trend(weeks, usual, "Mức hài lòng theo tuần")

    @property
    def dimensions(self) -> Iterator[Dimension]:
        """The three things asked."""
        for column, name in _DIMENSIONS.items():
            levels = [self._count(f"{column}{level}") for level in range(1, 6)]
            n, good = sum(levels), levels[3] + levels[4]
            yield Dimension(name, n, good / n if n >= LEAST_RATINGS else None)

    @property
    def ticks(self) -> Iterator[Progress]:
        """The 4 xin, 4 luôn, of all ratings with any of them ticked."""
        most = max((self._count(f"tag_{tag}") for tag in _TICKS), default=0)
        for tag, name in _TICKS.items():
            yield Progress(self._count(f"tag_{tag}"), max(most, 1), name)

    @property
    def print_head(self) -> PrintHead:
        """The head of the printed page."""
        period = self.group.window.name if self.group else ""
        return PrintHead(self.name, self.field, period, self.printed)

    def _count(self, column: str) -> int:
        if self.figure is None or not self.figure.counts:
            return 0
        return self.figure.counts[COLUMNS.index(column)]


def _begun(weeks: list[tuple[date, int, int]]) -> list[tuple[date, int, int]]:
    """The weeks since the first rating, and at least the last eight."""
    first = next((place for place, (_, n, _good) in enumerate(weeks) if n), len(weeks))
    return weeks[min(first, max(len(weeks) - LEAST_WEEKS, 0)) :]


@require_safe
def own(request: StaffRequest) -> HttpResponse:
    """The page; which official is meant is told by the account alone, never by the address."""
    page = _page(request.user.official, request.user.full_name, clock.local(clock.now()).date())
    return render(request, "scores/own.html", {"page": page, "print_head": page.print_head})


def _page(code: str, reader: str, today: date) -> OwnPage:
    found = queries.of_official(code)
    figure, group = found or (None, None)
    names = {row.id: row.name for row in organisation.fields()}
    monday = today - timedelta(days=today.weekday() + 7)
    return OwnPage(
        name=reader,
        is_linked=bool(code),
        field=names.get(group.field, "") if group else "",
        figure=figure,
        group=group,
        weeks=queries.weeks_of(code, monday, TREND_WEEKS),
        warnings=queries.warnings([code], today),
        printed=f"{formats.day(today)} · {reader}",
    )
