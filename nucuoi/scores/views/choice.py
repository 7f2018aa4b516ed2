"""What the page of fair figures is asked for: span, level, field, evidence and rater."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from nucuoi.foundation.errors import Invalid
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import Tree
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores import queries
from nucuoi.scores.rules.windows import YEAR, Window
from nucuoi.web import formats
from nucuoi.web.components import Link

EVIDENCE = {
    0: "Mã mời và ki-ốt",
    Evidence.TICKET: "Chỉ mã mời",
    Evidence.KIOSK: "Chỉ ki-ốt",
    Evidence.OPEN: "Kênh mở",
    Evidence.PAPER: "Phiếu giấy",
}
RATERS = {0: "Tất cả", Rater.CITIZEN: "Người dân", Rater.BUSINESS: "Doanh nghiệp"}
LEVELS = (Level.COMMUNE, Level.DISTRICT)
Times = Sequence[tuple[Window, Tree]]
"""Spans that have been computed, as `queries.windows` orders them, each with the tree it was computed in."""
_NUMBERS = {"linh-vuc": "field", "nguon": "evidence", "nguoi": "rater"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown; 0 = all."""

    window: Window
    level: str
    field: int = 0
    evidence: int = 0
    rater: int = 0

    @property
    def numbers(self) -> tuple[int, int, int]:
        """Field, evidence and rater."""
        return self.field, self.evidence, self.rater

    def with_number(self, column: str, number: int) -> "Choice":
        """The same with another `field`, `evidence` or `rater`."""
        numbers = {"field": self.field, "evidence": self.evidence, "rater": self.rater}
        return Choice(self.window, self.level, **{**numbers, column: number})

    @property
    def query(self) -> str:
        """The end of an address; empty for what is shown unasked."""
        words = {
            "ky": "" if self.window.span == YEAR else self.window.span,
            "cap": "" if self.level == LEVELS[0] else self.level,
            **{word: getattr(self, name) or "" for word, name in _NUMBERS.items()},
        }
        kept = {word: value for word, value in words.items() if value}
        return f"?{urlencode(kept)}" if kept else "?"


@dataclass(frozen=True, slots=True)
class Filter:
    """One of the filters: its name, what is chosen, and what else could be."""

    name: str
    value: str
    links: Sequence[Link]


def times() -> Times:
    """All spans that can be opened."""
    return [(one, organisation.tree(one.last)) for one in queries.windows()]


def newest(unit: str, there: Times, before: date | None = None) -> Window | None:
    """The first span in whose tree a unit stands, of those that ended before a day; None = none."""
    for window, tree in there:
        if unit in tree and (before is None or window.last < before):
            return window
    return None


def address(unit: str, window: Window) -> str:
    """Where the figures of a unit in a span are."""
    words = Choice(window, LEVELS[0]).query.removesuffix("?")
    return reverse("scores:unit_figures", args=[unit]) + words


def read(asked: QueryDict, unit: str, there: Times, today: date) -> Choice:
    """The choice of a request.

    Args:
        asked: `?ky=`, `?cap=`, `?linh-vuc=`, `?nguon=`, `?nguoi=`; all may be left out.
        unit: Without `?ky=` the newest span in whose tree it stands is chosen.
        there: Spans that have been computed.
        today: For when nothing has been.

    Raises:
        Invalid: If one of them is not what the page offers.
    """
    usual = newest(unit, there)
    span = asked.get("ky", "") or (usual.span if usual else YEAR)
    found = {one.span: one for one, _ in there}
    if span not in found and span != YEAR:
        raise _unknown("ky", "Kỳ này chưa được tính. Xin chọn một kỳ trong danh sách.")
    level = asked.get("cap", LEVELS[0]) or LEVELS[0]
    if level not in LEVELS:
        raise _unknown("cap", "Xin chọn cấp xã hoặc cấp huyện.")
    numbers = {name: _number(asked, word) for word, name in _NUMBERS.items()}
    return Choice(found.get(span) or Window(YEAR, today, today), level, **numbers)


def filters(choice: Choice, unit: str, there: Times) -> list[Filter]:
    """The filters of a page of units below `unit`, with what was compared in the span."""
    compared = queries.choices(choice.level, choice.window.span)
    fields = {row.id: row.name for row in organisation.fields()}
    return [
        spans(choice, unit, there),
        _numbered("Lĩnh vực", choice, "field", {0: "Tất cả", **fields}, compared),
        _numbered("Nguồn", choice, "evidence", EVIDENCE, compared),
        _numbered("Người đánh giá", choice, "rater", RATERS, compared),
    ]


def levels(choice: Choice, below: Iterable[str]) -> list[Link]:
    """Levels to choose among, where there is more than one below."""
    there = set(below)
    links = [
        Link(
            str(level.label),
            replace(choice, level=level.value, field=0, evidence=0, rater=0).query,
            level == choice.level,
        )
        for level in LEVELS
        if level in there
    ]
    return links if len(links) > 1 else []


def spans(choice: Choice, unit: str, there: Times) -> Filter:
    """The spans in whose tree a unit stands; the day of the tree is named where it is another one."""
    own = [(one, _below(unit, tree)) for one, tree in there if unit in tree]
    links = [
        Link(
            _span_words(one, is_other=below != own[0][1]),
            replace(choice, window=one, field=0, evidence=0, rater=0).query,
            one.span == choice.window.span,
        )
        for one, below in own
    ]
    return Filter("Kỳ", choice.window.name.capitalize(), links)


def _below(unit: str, tree: Tree) -> set[tuple[str, str | None]]:
    """What stands in a tree at a unit and below it."""
    return {(row.name, row.parent) for row in tree.subtree(unit)}


def _span_words(window: Window, *, is_other: bool) -> str:
    day = f" (cây đơn vị ngày {formats.day(window.last)})" if is_other else ""
    return f"{window.name.capitalize()}{day}"


def _numbered(
    name: str,
    choice: Choice,
    column: str,
    words: dict[int, str],
    compared: Sequence[tuple[int, int, int]],
) -> Filter:
    chosen = getattr(choice, column)
    places = ("field", "evidence", "rater")
    others = [place for place, one in enumerate(places) if one != column]
    there = {
        row[places.index(column)]
        for row in compared
        if all(row[place] == choice.numbers[place] for place in others)
    }
    links = [
        Link(words[number], choice.with_number(column, number).query, number == chosen)
        for number in words
        if number in there or number == 0
    ]
    return Filter(name, words.get(chosen, "?"), links)


def _number(asked: QueryDict, word: str) -> int:
    text = asked.get(word, "") or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _unknown(word, "Xin chọn một mục trong danh sách.")
    return int(text)


def _unknown(word: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={word: sentence})
