"""Versions of the questionnaire: loading the packaged ones, drafting and publishing the next.

A version is never changed. One published to begin on the day of another takes its place, so that
a slip found before that day is mended by publishing again.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.languages import LANGUAGE_NAMES
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.actions import touch_intake
from nucuoi.ratings.models import DraftEnding, Questionnaire, QuestionnaireDraft
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.rules import questionnaire, wordings

_FIRST_OWN = 101
"""Versions made here; smaller numbers are left to those that come with the package."""


def load_packaged() -> int:
    """Adds the versions that are not there yet; returns how many. A version in use is left alone."""
    added = 0
    for version in questionnaire.packaged():
        _, made = Questionnaire.objects.get_or_create(number=version["number"], defaults=version)
        added += made
    return added


@transaction.atomic
def start_draft(*, by: Seat) -> int:
    """Copies the version in use to a draft and returns the draft's number.

    Raises:
        Conflict: If a draft is open already.
        Unavailable: If no version is in use.
    """
    base = _locked(questionnaires.current(clock.today()).pk)
    if questionnaires.open_draft() is not None:
        raise Conflict("Đang có một bản thảo. Xin làm tiếp bản đó, hoặc bỏ đi rồi soạn bản khác.")
    draft = QuestionnaireDraft.objects.create(
        base=base,
        content=wordings.whole(base.content),
        made_at=clock.now(),
        made_by=by.username,
    )
    audit.record(by=by, action="ratings.questionnaire.drafted", subject=base.code)
    return draft.pk


@transaction.atomic
def change_draft(
    *, by: Seat, draft: int, revision: int, lang: str, words: Mapping[str, str]
) -> int:
    """Words a draft anew in one language; returns how many texts changed.

    Args:
        by: Who edits.
        draft: Number of the draft.
        revision: The one whose words were on the editor's screen.
        lang: One of `LANGUAGES`.
        words: Path of a text to its new words; those left out stay.

    Raises:
        Conflict: If the draft has ended, or somebody else has changed it meanwhile.
    """
    row = _open(draft)
    if row.revision != revision:
        raise Conflict("Người khác vừa sửa bản thảo này. Xin tải lại trang rồi sửa tiếp.")
    old = row.content
    row.content = wordings.reworded(old, lang, words)
    changed = len(wordings.difference(old, row.content))
    if changed:
        row.revision += 1
        row.save()
        audit.record(
            by=by,
            action="ratings.questionnaire.reworded",
            subject=row.base.code,
            language=LANGUAGE_NAMES[lang],
            texts=changed,
        )
    return changed


@transaction.atomic
def put_draft_aside(*, by: Seat, draft: int, why: str) -> None:
    """Ends a draft without publishing it.

    Raises:
        Invalid: If no reason is given.
        Conflict: If the draft has ended.
    """
    row = _open(draft)
    if not why.strip():
        raise Invalid("Ghi lý do bỏ bản thảo.", fields={"why": "Xin ghi lý do."})
    _end(row, by=by, version=None, why=why.strip()[:200])
    audit.record(
        by=by, action="ratings.questionnaire.put_aside", subject=row.base.code, why=why.strip()
    )


@transaction.atomic
def publish_draft(*, by: Seat, draft: int, revision: int, valid_from: date) -> Questionnaire:
    """Makes a draft the version that is asked from a day after today on.

    Intake knows it from the next rating on.

    Raises:
        Invalid: If the draft is not whole, or the day is not after today or before a version that
            is already to come.
        Conflict: If the draft has ended, was changed since it was looked at, or says nothing new.
    """
    row = _open(draft)
    if row.revision != revision:
        raise Conflict("Bản thảo đã đổi từ lúc anh/chị xem. Xin xem lại rồi ban hành.")
    _check(row.content, row.base.content)
    _check_day(valid_from)
    version = _add(row.content, valid_from)
    _end(row, by=by, version=version)
    touch_intake()
    audit.record(
        by=by,
        action="ratings.questionnaire.published",
        subject=version.code,
        valid_from=valid_from.isoformat(),
        texts=len(wordings.difference(row.base.content, row.content)),
    )
    return version


def _check(content: Mapping[str, Any], base: Mapping[str, Any]) -> None:
    if not wordings.has_right_ticks(content):
        raise Invalid("Các ô đánh dấu không khớp với danh mục. Xin bỏ bản thảo này.")
    wrong = len(wordings.faults(content))
    if wrong:
        raise Invalid(f"Còn {wrong} câu chưa dùng được. Xin sửa các câu được nêu.")
    if not wordings.difference(base, content):
        raise Conflict("Bản thảo chưa khác gì bản đang dùng.")


def _check_day(valid_from: date) -> None:
    latest = Questionnaire.objects.aggregate(day=Max("valid_from"))["day"]
    first = max(clock.today() + timedelta(days=1), latest)
    if valid_from < first:
        sentence = f"Xin chọn từ ngày {first:%d/%m/%Y}."
        raise Invalid(sentence, fields={"valid_from": sentence})


def _add(content: Mapping[str, Any], valid_from: date) -> Questionnaire:
    numbers = Questionnaire.objects.aggregate(highest=Max("number"))
    number = max(_FIRST_OWN, numbers["highest"] + 1)
    return Questionnaire.objects.create(
        number=number, code=f"nu-cuoi-{number}", content=content, valid_from=valid_from
    )


def _end(
    row: QuestionnaireDraft, *, by: Seat, version: Questionnaire | None, why: str = ""
) -> None:
    DraftEnding.objects.create(draft=row, version=version, why=why, at=clock.now(), by=by.username)


def _open(draft: int) -> QuestionnaireDraft:
    """The open draft, locked; raises as `queries.questionnaires.draft`."""
    row = QuestionnaireDraft.objects.select_for_update().filter(pk=draft).first()
    questionnaires.draft(draft)
    assert row is not None  # the query above has found it
    return row


def _locked(number: int) -> Questionnaire:
    return Questionnaire.objects.select_for_update().get(pk=number)
