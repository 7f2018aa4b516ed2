"""Counting again from the leaves, with nothing of the code that counted first."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from nucuoi.auditor.bundle import Leaf
from nucuoi.auditor.journal import Journal

Content = dict[str, Any]
Key = tuple[int, str, str, str, str, str]
CANARY = "canary"
"""The reason with which the Front alone takes ratings out: those that she cast."""
_DECODE = msgspec.json.Decoder(Content).decode
_DIMENSIONS = ("spirit", "attitude", "conduct")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Voided:
    """Line `index` of the log takes out rating `of`, as a canary; `was` is what it counted as."""

    index: int
    of: int
    was: Content

    def __str__(self) -> str:
        """Both lines, and where and how was rated, in Vietnamese."""
        place, score = self.was.get("counter", "?"), self.was.get("score", "?")
        return f"Dòng {self.index}: loại dòng {self.of} (quầy {place}, {score} điểm)"


class Recount:
    """All counts of the leaves given so far, and whether changes and the journal join.

    `void` are the entries that count nowhere: what they counted as until then, and why.
    `canaries` are all that were ever taken out as such, also those that count again.
    """

    def __init__(self) -> None:
        self.cells: dict[tuple[str, Key], Counter[str]] = defaultdict(Counter)
        self.entries = 0
        self.excluded: Counter[str] = Counter()
        self.void: dict[int, tuple[Content, str]] = {}
        self.canaries: list[Voided] = []
        self._now: dict[int, Content | None] = {}
        self._cores: list[tuple[bytes, bytes | None] | None] = []
        self._journal = Journal()

    def add(self, leaf: Leaf) -> str:
        """Counts the next leaf; returns what is wrong with it in Vietnamese, empty when nothing."""
        self._cores.append((leaf.core, leaf.duty) if leaf.kind == "entry" else None)
        if leaf.kind == "entry":
            self.entries += 1
            self._count(_entry(leaf.core, leaf.duty), +1)
            return ""
        if leaf.kind == "audit":
            return self._journal.add(_DECODE(leaf.core))
        return self._change(_DECODE(leaf.core)) if leaf.kind in {"change", "exclude"} else ""

    def _change(self, core: Content) -> str:
        of, old, new = core["of"], core.get("old"), core.get("new")
        entry = self._cores[of] if 0 <= of < len(self._cores) else None
        if entry is None:
            return f"thay đổi dòng {of}, không phải một đánh giá trước nó"
        before = self._now[of] if of in self._now else _entry(*entry)
        if old != before:
            return f"nội dung cũ không phải là nội dung đang tính của dòng {of}"
        for content, sign in ((old, -1), (new, +1)):
            if content is not None:
                self._count(content, sign)
        self.void.pop(of, None)
        if new is None:
            self._take_out(of, old or {}, core.get("why", ""))
        self._now[of] = new
        return ""

    def _take_out(self, of: int, was: Content, why: str) -> None:
        self.excluded[why] += 1
        self.void[of] = (was, why)
        if why == CANARY:
            self.canaries.append(Voided(len(self._cores) - 1, of, was))

    def _count(self, content: Content, sign: int) -> None:
        columns = list(_columns(content))
        for place in _places(content):
            cell = self.cells[place]
            for column in columns:
                cell[column] += sign


def _entry(core: bytes, duty: bytes | None) -> Content:
    content = _DECODE(core)
    del content["v"]
    if duty is not None:
        content["official"] = _DECODE(duty)["official"]
    return content


def _places(content: Content) -> Iterator[tuple[str, Key]]:
    month, week = _month_and_week(content["day"])
    counter, official = content["counter"], content.get("official", "")
    evidence = "disputed" if content.get("disputed") else content["evidence"]
    yield "month", (month, counter, official, content.get("field", ""), evidence, content["rater"])
    yield "week", (week, counter, official, "", evidence, "")
    yield "day", (content["day"], counter, "", "", evidence, "")


def _columns(content: Content) -> Iterator[str]:
    yield "n"
    yield f"s{content['score']}"
    for dimension in _DIMENSIONS:
        if dimension in content:
            yield f"{dimension}{content[dimension]}"
    for tag in content.get("tags", ()):
        yield f"tag_{tag}"


@lru_cache(maxsize=4096)
def _month_and_week(day: int) -> tuple[int, int]:
    on = _EPOCH + timedelta(days=day)
    iso = on.isocalendar()
    return on.year * 100 + on.month, iso.year * 100 + iso.week
