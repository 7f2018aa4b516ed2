"""Which version of the questionnaire is asked on a day, which are to come, and what is drafted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Q, QuerySet

from nucuoi.foundation.errors import Conflict, NotFound, Unavailable
from nucuoi.ratings.models import Questionnaire, QuestionnaireDraft


class Standing(Enum):
    """Where a version stands on a day."""

    CURRENT = "đang dùng"
    COMING = "sắp dùng"
    PAST = "đã dùng"
    NEVER = "không dùng"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version on a day.

    Attributes:
        by: User name of who published it; empty for one that came with the package.
    """

    number: int
    code: str
    valid_from: date
    content: Mapping[str, Any]
    standing: Standing
    by: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft that is still open.

    Attributes:
        base: Number of the version it was copied from.
    """

    id: int
    base: int
    base_content: Mapping[str, Any]
    content: Mapping[str, Any]
    revision: int
    made_at: datetime
    made_by: str


def current(on: date) -> Questionnaire:
    """The version valid on `on`; of several the one that began last; one without words is not asked.

    Raises:
        Unavailable: If none is loaded: the installation is not finished.
    """
    version = _valid(on).exclude(content={}).first()
    if version is None:
        raise Unavailable("Chưa có mẫu phiếu đánh giá nào đang dùng. Xin trở lại sau.")
    return version


def is_known(code: str) -> bool:
    """Whether there is, or was, such a version."""
    return Questionnaire.objects.filter(code=code).exists()


def versions(on: date) -> list[VersionRow]:
    """All versions as they stand on a day, the newest first."""
    rows = Questionnaire.objects.select_related("published_from").order_by("-valid_from", "-number")
    found: list[VersionRow] = []
    for row in rows:
        later = found[-1].valid_from if found else None
        found.append(_row(row, on, later))
    return found


def version(number: int, on: date) -> VersionRow:
    """One version as it stands on a day.

    Raises:
        NotFound: If there is none of that number.
    """
    found = next((row for row in versions(on) if row.number == number), None)
    if found is None:
        raise NotFound("Không có bản phiếu hỏi này.")
    return found


def before(number: int, on: date) -> VersionRow | None:
    """The version that was asked before this one; None for the first."""
    rows = [row for row in versions(on) if row.standing is not Standing.NEVER]
    numbers = [row.number for row in rows]
    after = rows[numbers.index(number) + 1 :] if number in numbers else []
    return after[0] if after else None


def open_draft() -> DraftRow | None:
    """The draft that is being worked on; there is at most one."""
    row = _open_drafts().first()
    return _draft_row(row) if row else None


def draft(identity: int) -> DraftRow:
    """An open draft.

    Raises:
        NotFound: If there never was such a draft.
        Conflict: If it has been published or put aside.
    """
    row = _open_drafts().filter(pk=identity).first()
    if row is not None:
        return _draft_row(row)
    if QuestionnaireDraft.objects.filter(pk=identity).exists():
        raise Conflict("Bản thảo này đã ban hành hoặc đã bỏ. Xin mở danh sách phiếu hỏi.")
    raise NotFound("Không có bản thảo này.")


def _valid(on: date) -> QuerySet[Questionnaire]:
    valid = Questionnaire.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    return valid.order_by("-valid_from", "-number")


def _open_drafts() -> QuerySet[QuestionnaireDraft]:
    return QuestionnaireDraft.objects.filter(ending=None).select_related("base")


def _row(row: Questionnaire, on: date, later: date | None) -> VersionRow:
    """`later` is when the next version begins; None = there is none."""
    ended = min(filter(None, (row.valid_to, later)), default=None)
    origin = getattr(row, "published_from", None)
    return VersionRow(
        number=row.number,
        code=row.code,
        valid_from=row.valid_from,
        content=row.content,
        standing=_standing(row.valid_from, ended, on),
        by=origin.by if origin else "",
    )


def _standing(begins: date, ends: date | None, on: date) -> Standing:
    if ends is not None and ends <= begins:
        return Standing.NEVER
    if begins > on:
        return Standing.COMING
    return Standing.PAST if ends is not None and ends <= on else Standing.CURRENT


def _draft_row(row: QuestionnaireDraft) -> DraftRow:
    return DraftRow(
        id=row.pk,
        base=row.base_id,
        base_content=row.base.content,
        content=row.content,
        revision=row.revision,
        made_at=row.made_at,
        made_by=row.made_by,
    )
