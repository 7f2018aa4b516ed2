"""Reading released tables: which there are, and what is in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec

from nucuoi.auditor.bundle import Table
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.ledger import queries as ledger
from nucuoi.releases.models import Release
from nucuoi.releases.rules import content, spans
from nucuoi.releases.rules.content import Content, Row
from nucuoi.releases.rules.spans import Span
from nucuoi.scores import queries as scores

_decoded = lru_cache(maxsize=256)(content.decode)


@dataclass(frozen=True, slots=True)
class Issue:
    """A released table; `is_newest` says whether no revision has followed."""

    span: Span
    revision: int
    index: int
    issued_at: datetime
    is_newest: bool

    @property
    def name(self) -> str:
        """How its files are named: `2026Q3-0`."""
        return f"{self.span.name}-{self.revision}"


@dataclass(frozen=True, slots=True)
class Found:
    """A unit in a released table, with those directly below it."""

    issue: Issue
    content: Content
    row: Row
    below: list[Row]


def closed_spans() -> Iterator[Span]:
    """Spans that are closed today, the newest first; none before the first rating."""
    first = scores.first_month()
    if first is None:
        return iter(())
    return spans.closed(date(first // 100, first % 100, 1), clock.today())


def are_due() -> bool:
    """Whether a closed span has no table."""
    issued = issued_days()
    return any(span.name not in issued for span in closed_spans())


def issued_days() -> dict[str, date]:
    """Day of the newest issue by span."""
    rows = Release.objects.order_by("revision").values_list("span", "issued_at")
    return {span: clock.local(at).date() for span, at in rows}


def issues() -> list[Issue]:
    """All issues, the newest span first, revisions from the last one down."""
    rows = Release.objects.order_by("revision").values_list(
        "span", "revision", "index", "issued_at"
    )
    newest = {span: revision for span, revision, _, _ in rows}
    found = [
        Issue(spans.read(span), revision, index, at, newest[span] == revision)
        for span, revision, index, at in rows
    ]
    return sorted(
        found, key=lambda one: (one.span.last, one.span.first, one.revision), reverse=True
    )


def newest(kind: str | None = None) -> list[Issue]:
    """The newest issue of each span, the newest span first; of one kind of span, or all."""
    return [one for one in issues() if one.is_newest and kind in (None, one.span.kind)]


def issue(span: str, revision: int | None = None) -> Issue:
    """An issue, the newest one unless a revision is named.

    Raises:
        NotFound: If there is none.
    """
    for one in issues():
        if one.span.name == span and (
            one.is_newest if revision is None else one.revision == revision
        ):
            return one
    raise NotFound("Kỳ này chưa được công bố. Xin chọn một kỳ trong danh sách.")


def content_of(one: Issue) -> Content:
    """The table of an issue."""
    return _decoded(core_of(one))


def core_of(one: Issue) -> bytes:
    """Its canonical bytes, as they stand in the log.

    Raises:
        NotFound: If the leaf is gone.
    """
    core = ledger.core_of(one.index)
    if core is None:
        raise NotFound("Dòng của bảng này không còn trong sổ.")
    return bytes(core)


def published_rows(index: int) -> list[dict[str, Any]]:
    """The rows in a leaf, as they were written."""
    core = ledger.core_of(index) or b'{"rows":[]}'
    rows: list[dict[str, Any]] = msgspec.json.decode(core)["rows"]
    return rows


def made_of(end: int) -> Iterator[Table]:
    """What the tables among the first `end` leaves were made of, in the order of their leaves."""
    for row in Release.objects.filter(index__lt=end).order_by("index").iterator():
        span = spans.read(row.span)
        days = span.first.isoformat(), span.last.isoformat()
        yield Table(row.index, row.leaves, *days, row.places, row.answered)


def state() -> str:
    """A word that changes with every release."""
    return str(Release.objects.order_by("-id").values_list("id", flat=True).first() or 0)
