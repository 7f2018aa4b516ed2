"""A unit in a released table, as its template reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from nucuoi.foundation.names import fold, sort_key
from nucuoi.portal.views import results_words as words
from nucuoi.releases.queries import Issue
from nucuoi.releases.rules.content import Content, Row
from nucuoi.releases.rules.spans import MONTH, QUARTER, YEAR
from nucuoi.web.charts import FiveLevels, Scale, Whisker
from nucuoi.web.components import Band, Link

_KINDS = {QUARTER: "Quý", MONTH: "Tháng", YEAR: "Năm"}
PROVINCE = "province"


@dataclass(frozen=True)
class Listed:
    """A row of a table; `whisker` None and `why` where nothing is said of its share."""

    row: Row
    name: str
    url: str
    band: Band | None
    whisker: Whisker | None
    why: str
    beside: str


class Past(NamedTuple):
    """The unit in a span of the same kind; `peers` is the share of that whole table."""

    issue: Issue
    row: Row
    peers: int | None


@dataclass(frozen=True)
class Choice:
    """Spans of one kind to choose among."""

    name: str
    value: str
    links: Sequence[Link]


@dataclass(frozen=True)
class ResultsPage:
    """A unit and those below it in the newest issue of a span.

    Attributes:
        issues: The newest of all spans, the newest span first.
        past: The issues of the same kind that hold the unit, the newest first.
        asked: What was searched for; empty = nothing.
        proof: What the log says of the table.
    """

    issue: Issue
    content: Content
    row: Row
    issues: Sequence[Issue]
    past: Sequence[Past]
    asked: str = ""

    @property
    def heading(self) -> str:
        """The question the page answers."""
        if self.row.level == PROVINCE:
            return f"Người dân {_short(self.row.name)} được phục vụ thế nào?"
        return f"{self.row.name} phục vụ thế nào?"

    @property
    def is_root(self) -> bool:
        """Whether nothing is above it."""
        return not self.row.parent

    @property
    def crumbs(self) -> list[Link]:
        """The way down the tree of the span."""
        way: list[Row] = []
        parent = self.row.parent
        while parent:
            way.append(self.content.by_unit[parent])
            parent = way[-1].parent
        return [Link(row.name, self._address(row)) for row in reversed(way)]

    @property
    def in_ten(self) -> str:
        """The share in words."""
        return "" if self.row.share is None else words.in_ten(self.row.share)

    @property
    def faces(self) -> list[int]:
        """Ten faces that stand for all who rated."""
        return words.ten_faces(self.row.levels)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The interval, from 0 to 1."""
        if self.row.low is None or self.row.high is None:
            return None
        return self.row.low / 100, self.row.high / 100

    @property
    def silent(self) -> int | None:
        """Per cent of the visits of which nobody heard anything; None = not known."""
        return None if self.row.coverage is None else max(0, 100 - self.row.coverage)

    @property
    def why(self) -> str:
        """Why nothing is said of the unit's own share."""
        return words.why(self.row)

    @property
    def beside(self) -> str:
        """What stands beside its count."""
        return words.beside(self.row)

    @property
    def band(self) -> Band | None:
        """Of the unit itself; None when it has no peers."""
        return words.BANDS.get(self.row.band)

    @property
    def levels(self) -> FiveLevels | None:
        """The five levels, in whole per cents."""
        one, two, three, four, five = self.row.levels or [0] * 5
        if not self.row.levels:
            return None
        title = f"{self.row.name}, {self.issue.span.words}, trong 100 lượt"
        return FiveLevels((one, two, three, four, five), title=title)

    @property
    def peers(self) -> int | None:
        """The share of the whole table, for the dashed line."""
        return whole(self.content)

    @cached_property
    def scale(self) -> Scale:
        """The axis of both tables."""
        return words.scale_of([*self._shown, *(one.row for one in self.past)])

    @property
    def listed(self) -> list[Listed]:
        """What is directly below, or what was found: by band, then by name."""
        ordered = sorted(
            self._shown, key=lambda row: (words.ORDER.index(row.band), sort_key(row.name))
        )
        return [self._listed(row, row.name, self._address(row), self.peers) for row in ordered]

    @property
    def unknown(self) -> int:
        """How many of them have no band yet for want of ratings."""
        return sum(row.why == "reliability" for row in self._shown)

    @property
    def wider(self) -> Link | None:
        """The newest year, where more places have enough ratings."""
        years = [one for one in self.issues if one.span.kind == YEAR]
        if not years or self.issue.span.kind == YEAR:
            return None
        return Link(years[0].span.words, self._query(years[0].span.name))

    @property
    def history(self) -> list[Listed]:
        """The unit over the spans of this kind, the newest first."""
        return [
            self._listed(one.row, one.issue.span.words.capitalize(), self._at(one.issue), one.peers)
            for one in self.past
        ]

    @property
    def current(self) -> str:
        """Address of the shown span in the history."""
        return self._at(self.issue)

    @property
    def choices(self) -> Iterator[Choice]:
        """Spans to choose among, by their kind."""
        for kind, name in _KINDS.items():
            there = [one for one in self.issues if one.span.kind == kind]
            current = self.issue.span
            value = current.words.capitalize() if current.kind == kind else "chọn kỳ"
            if there:
                links = [
                    Link(
                        one.span.words.capitalize(), self._query(one.span.name), one.span == current
                    )
                    for one in there
                ]
                yield Choice(name, value, links)

    @property
    def file_name(self) -> str:
        """How the files of the issue are named."""
        return self.issue.name

    @property
    def _shown(self) -> list[Row]:
        if self.asked:
            wanted = fold(self.asked)
            return [row for row in self.content.rows if wanted in fold(row.name)]
        return self.content.below.get(self.row.unit, [])

    def _listed(self, row: Row, name: str, url: str, peers: int | None) -> Listed:
        return Listed(
            row=row,
            name=name,
            url=url,
            band=words.BANDS.get(row.band) or (Band.UNKNOWN if row.why else None),
            whisker=words.whisker(row, peers, self.scale, name),
            why=words.why(row),
            beside=words.beside(row),
        )

    def _address(self, row: Row) -> str:
        return reverse("portal:unit_results", args=[row.unit]) + self._query(self.issue.span.name)

    def _at(self, issue: Issue) -> str:
        return self._query(issue.span.name)

    def _query(self, span: str) -> str:
        return f"?{urlencode({'ky': span})}"


def whole(content: Content) -> int | None:
    """The share of a whole table."""
    roots = content.below.get("")
    return roots[0].share if roots else None


def _short(name: str) -> str:
    return name.removeprefix("Tỉnh ").removeprefix("Thành phố ")
