"""What the page of fair figures is asked for: span, level, field, evidence and rater."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from nucuoi.foundation.errors import Invalid
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores import queries
from nucuoi.scores.rules.windows import YEAR, Window
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


def read(asked: QueryDict, windows: Sequence[Window], today: date) -> Choice:
    """The choice of a request.

    Args:
        asked: `?ky=`, `?cap=`, `?linh-vuc=`, `?nguon=`, `?nguoi=`; all may be left out.
        windows: Spans that have been computed.
        today: For when nothing has been.

    Raises:
        Invalid: If one of them is not what the page offers.
    """
    span = asked.get("ky", YEAR) or YEAR
    found = {one.span: one for one in windows}
    if span not in found and span != YEAR:
        raise _unknown("ky", "Kỳ này chưa được tính. Xin chọn một kỳ trong danh sách.")
    level = asked.get("cap", LEVELS[0]) or LEVELS[0]
    if level not in LEVELS:
        raise _unknown("cap", "Xin chọn cấp xã hoặc cấp huyện.")
    numbers = {name: _number(asked, word) for word, name in _NUMBERS.items()}
    return Choice(found.get(span) or Window(YEAR, today, today), level, **numbers)


def filters(choice: Choice, unit: str) -> list[Filter]:
    """The filters of a page of units below `unit`, with what was compared in the span."""
    compared = queries.choices(choice.level, choice.window.span)
    fields = {row.id: row.name for row in organisation.fields()}
    return [
        _spans(choice, unit),
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


def _spans(choice: Choice, unit: str) -> Filter:
    links = [
        Link(
            one.name.capitalize(),
            replace(choice, window=one, field=0, evidence=0, rater=0).query,
            one.span == choice.window.span,
        )
        for one in queries.windows()
        if unit in organisation.tree(one.last)
    ]
    return Filter("Kỳ", choice.window.name.capitalize(), links)


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
