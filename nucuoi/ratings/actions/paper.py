"""Paper sheets keyed in batches, read again by a second person, and only then taken in.

Each step is a record. A crash between any two leaves the batch in the state of its last record;
taking in is repeated without harm, since every sheet keeps the id it got when it was keyed.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Counter
from nucuoi.ratings.models import (
    PaperBatch,
    PaperBatchStep,
    PaperSheet,
    SheetCheck,
    SheetSettlement,
)
from nucuoi.ratings.queries import paper
from nucuoi.ratings.rules import paper as rules
from nucuoi.ratings.rules.ballot import clean_ticks
from nucuoi.ratings.rules.paper import Step
from nucuoi.ratings.rules.text import REMARK_LIMIT, clean


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody reads from a sheet.

    Attributes:
        number: As printed on it.
        ticks: Letters of the ticked boxes, as typed.
    """

    number: int
    score: int
    spirit: int | None = None
    attitude: int | None = None
    conduct: int | None = None
    ticks: str = ""
    remark: str = ""


@transaction.atomic
def open_batch(*, by: Seat, counter: str, on: date, half: Half, sheets: int, score_sum: int) -> int:
    """Opens a batch with the totals counted by hand before anything is keyed; returns its number.

    Raises:
        Invalid: If the day or the totals cannot be right.
        NotFound: If there was no such counter on that day.
        Gone: If it had closed by that day.
    """
    rules.check_batch(on, half, sheets, score_sum, clock.now())
    batch = PaperBatch.objects.create(
        counter=Counter.objects.get(pk=organisation.counter(counter, on).id),
        on=on,
        half=half,
        sheets=sheets,
        score_sum=score_sum,
        made_at=clock.now(),
        made_by=by.username,
    )
    audit.record(
        by=by,
        action="ratings.paper.opened",
        subject=counter,
        batch=batch.pk,
        on=on.isoformat(),
        sheets=sheets,
        score_sum=score_sum,
    )
    return batch.pk


@transaction.atomic
def key_sheet(*, by: Seat, batch: int, sheet: Sheet) -> None:
    """Keeps what was read from a sheet; keyed once more it takes the place of the first reading.

    Raises:
        Invalid: If the number was never printed for the counter or stands in another batch, a
            score is out of range, or a letter stands for no box.
        Conflict: If the batch is no longer being keyed, or already has all its sheets.
    """
    row = _locked(batch, Step.OPEN)
    _check_number(row, sheet.number)
    read = {
        **_scores(sheet),
        "ticks": clean_ticks(sheet.ticks),
        "remark": _remark(sheet.remark),
        "keyed_at": clock.now(),
        "keyed_by": by.username,
    }
    changed = PaperSheet.objects.filter(batch=row, number=sheet.number).update(**read)
    if changed:
        audit.record(
            by=by, action="ratings.paper.rekeyed", subject=row.counter.code,
            batch=batch, number=sheet.number,
        )  # fmt: skip
        return
    if row.lines.count() >= row.sheets:
        raise Conflict(f"Lô này khai {row.sheets} phiếu và đã nhập đủ.")
    PaperSheet.objects.create(batch=row, number=sheet.number, uuid=uuid.uuid4(), **read)


@transaction.atomic
def finish_keying(*, by: Seat, batch: int) -> None:
    """Says that all sheets are keyed; the control totals must agree.

    Raises:
        Conflict: If they do not, or the batch is in another state.
    """
    row = _locked(batch, Step.OPEN)
    rules.check_totals(list(row.lines.values_list("score", flat=True)), row.sheets, row.score_sum)
    _step(row, Step.KEYED, by=by)


@transaction.atomic
def check_scores(*, by: Seat, batch: int, scores: Mapping[int, int]) -> None:
    """Keeps what a second person read, by sheet number; may be done in parts, each sheet once.

    Raises:
        Forbidden: If the same person keyed any of the batch.
        Invalid: If a sheet is not of the batch or a score is out of range.
        Conflict: If the batch is in another state.
    """
    row = _locked(batch, Step.KEYED)
    rules.check_second_person(by.username, paper.keyers_of(batch))
    sheets = dict(row.lines.filter(second=None).values_list("number", "pk"))
    for number, score in scores.items():
        _check_score(f"score-{number}", score)
        if number in sheets:
            SheetCheck.objects.create(
                sheet_id=sheets[number], score=score, at=clock.now(), by=by.username
            )


@transaction.atomic
def settle_sheet(*, by: Seat, batch: int, number: int, score: int) -> None:
    """Decides, with the sheet in hand, which score holds where two readings differ.

    Raises:
        Forbidden: If the same person keyed any of the batch.
        Invalid: If the score is out of range.
        Conflict: If the readings do not differ, or it has been decided before.
    """
    row = _locked(batch, Step.KEYED)
    rules.check_second_person(by.username, paper.keyers_of(batch))
    _check_score(f"settled-{number}", score)
    if number not in paper.readings_of(batch).unsettled:
        raise Conflict("Phiếu này không lệch, hoặc đã được định điểm.")
    sheet = row.lines.get(number=number)
    SheetSettlement.objects.create(sheet=sheet, score=score, at=clock.now(), by=by.username)
    audit.record(
        by=by, action="ratings.paper.settled", subject=row.counter.code, batch=batch, number=number
    )


@transaction.atomic
def confirm_batch(*, by: Seat, batch: int) -> None:
    """Says that a second person has read every sheet and the sum still is the control total.

    Raises:
        Forbidden: If the same person keyed any of the batch.
        Conflict: If something waits or does not agree.
    """
    row = _locked(batch, Step.KEYED)
    rules.check_second_person(by.username, paper.keyers_of(batch))
    readings = paper.readings_of(batch)
    rules.check_readings(readings, row.score_sum)
    _step(row, Step.CHECKED, by=by, different=len(readings.different))


@transaction.atomic
def refuse_batch(*, by: Seat, batch: int, why: str) -> None:
    """Gives a batch back: nothing of it counts, its words and ticks are erased, its sheets may be keyed anew.

    Raises:
        Invalid: If no reason is given.
        Conflict: If any of its sheets has been taken in.
    """
    row = _locked(batch)
    rules.check_move(_now(row), Step.REFUSED)
    if not why.strip():
        raise Invalid("Ghi lý do trả lại lô.", fields={"why": "Xin ghi lý do."})
    if paper.taken_in(batch):
        raise Conflict("Lô này đã có phiếu vào sổ nên không trả lại được. Xin đưa nốt vào sổ.")
    _erase_words(row)
    _step(row, Step.REFUSED, by=by, why=why.strip()[:200])


@transaction.atomic
def note_taken_in(*, by: Seat, batch: int) -> None:
    """Records that all sheets are ratings now, and erases their words and ticks from here.

    Raises:
        Conflict: If some are not, or the batch is in another state.
    """
    row = _locked(batch, Step.CHECKED)
    if paper.taken_in(batch) != row.sheets:
        raise Conflict("Chưa phải mọi phiếu của lô đã vào sổ. Xin bấm đưa vào sổ lần nữa.")
    _erase_words(row)
    _step(row, Step.TAKEN_IN, by=by)


_STEP_ACTIONS = {
    Step.KEYED: "ratings.paper.keyed",
    Step.CHECKED: "ratings.paper.checked",
    Step.TAKEN_IN: "ratings.paper.taken_in",
    Step.REFUSED: "ratings.paper.refused",
}


def _step(row: PaperBatch, step: Step, *, by: Seat, why: str = "", **facts: object) -> None:
    rules.check_move(_now(row), step)
    PaperBatchStep.objects.create(batch=row, step=step, at=clock.now(), by=by.username, why=why)
    audit.record(
        by=by,
        action=_STEP_ACTIONS[step],
        subject=row.counter.code,
        batch=row.pk,
        sheets=row.sheets,
        why=why,
        **facts,
    )


def _erase_words(row: PaperBatch) -> None:
    """What was written and ticked stands in the rating by now, or counts nowhere."""
    row.lines.update(remark="", ticks="")


def _locked(batch: int, expected: Step | None = None) -> PaperBatch:
    """The batch, locked; in the expected state.

    Raises:
        NotFound: If there is none of that number.
        Conflict: If it is in another state.
    """
    rows = PaperBatch.objects.select_related("counter").select_for_update(of=("self",))
    row = rows.filter(pk=batch).first()
    if row is None:
        raise NotFound("Không có lô phiếu này.")
    now = _now(row)
    if expected is not None and now is not expected:
        raise Conflict(f"Lô phiếu này {rules.STEP_NAMES[now]}. Xin tải lại trang.")
    return row


def _now(row: PaperBatch) -> Step:
    last = row.steps.order_by("-pk").values_list("step", flat=True).first()
    return Step.OPEN if last is None else Step(last)


def _check_number(row: PaperBatch, number: int) -> None:
    Counter.objects.select_for_update().get(pk=row.counter_id)  # one keyer of a number at a time
    if paper.run_of(row.counter_id, number) is None:
        sentence = "Chưa in phiếu nào mang số này cho quầy này."
        raise Invalid(sentence, fields={"number": sentence})
    if paper.keyed_elsewhere(row.counter_id, number, row.pk):
        sentence = "Phiếu số này đã nhập ở một lô khác."
        raise Invalid(sentence, fields={"number": sentence})


def _scores(sheet: Sheet) -> dict[str, int | None]:
    scores = {name: getattr(sheet, name) for name in ("spirit", "attitude", "conduct")}
    for name, score in {"score": sheet.score, **scores}.items():
        if score is not None:
            _check_score(name, score)
    return {"score": sheet.score, **scores}


def _check_score(field: str, score: int) -> None:
    if not rules.LOWEST <= score <= rules.HIGHEST:
        raise Invalid("Điểm từ 1 đến 5.", fields={field: "Xin gõ từ 1 đến 5."})


def _remark(text: str) -> str:
    words = clean(text)
    if len(words) > REMARK_LIMIT:
        sentence = "Lời nhắn dài quá 2.000 ký tự."
        raise Invalid(sentence, fields={"remark": sentence})
    return words
