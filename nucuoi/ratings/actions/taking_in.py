"""Handing the sheets of a checked batch to intake, as often as it takes."""

from datetime import datetime

from nucuoi.foundation.errors import Conflict, Refused
from nucuoi.foundation.seat import Seat
from nucuoi.ratings.actions.paper import note_taken_in
from nucuoi.ratings.intake import desk, payload
from nucuoi.ratings.intake.credentials import Staff
from nucuoi.ratings.intake.payload import Submission
from nucuoi.ratings.models import PaperSheet, Questionnaire
from nucuoi.ratings.queries import paper
from nucuoi.ratings.queries.paper import BatchRow
from nucuoi.ratings.rules import paper as rules
from nucuoi.ratings.rules.ballot import read_ticks
from nucuoi.ratings.rules.paper import Step


def take_in(*, by: Seat, batch: int) -> int:
    """Makes ratings of the sheets of a checked batch; returns how many.

    Every sheet keeps the id it got when it was keyed: after a crash or a refusal the same call
    finds what is there already and adds the rest. No transaction of ours is open meanwhile.

    Raises:
        Conflict: If the batch is not checked, or intake refuses a sheet, with its number and why.
        Unavailable: If nothing could be stored now.
    """
    row = paper.batch(batch)
    rules.check_move(row.step, Step.TAKEN_IN)
    sheets = _sheets(batch)
    outcomes = desk.accept_all([_submission(row, sheet) for sheet in sheets], Staff(by.username))
    for sheet, outcome in zip(sheets, outcomes, strict=True):
        if isinstance(outcome, Refused):
            raise Conflict(f"Phiếu {sheet.number} chưa vào sổ: {outcome.message}")
    note_taken_in(by=by, batch=batch)
    return len(sheets)


def _sheets(batch: int) -> list[PaperSheet]:
    rows = PaperSheet.objects.filter(batch=batch).select_related("settlement")
    return list(rows.order_by("number"))


def _submission(row: BatchRow, sheet: PaperSheet) -> Submission:
    """The rating as intake takes it; what was printed says form, language and rater."""
    ticks = read_ticks(sheet.ticks)
    printed = paper.run_of(sheet.batch.counter_id, sheet.number)
    assert printed is not None  # it was there when the sheet was keyed
    said: dict[str, object] = {
        "id": str(sheet.uuid),
        "counter": row.counter,
        "channel": "paper",
        "score": _score(sheet),
        "tags": list(ticks.tags),
        "assisted": ticks.assisted,
        "thanks": ticks.thanks,
        "lang": printed.lang,
        "rater": printed.rater,
        "form": Questionnaire.objects.get(pk=printed.form).code,
        "rated_at": _instant(row),
    }
    optional = {name: getattr(sheet, name) for name in ("spirit", "attitude", "conduct", "remark")}
    return payload.convert(said | {name: value for name, value in optional.items() if value})


def _score(sheet: PaperSheet) -> int:
    settlement = getattr(sheet, "settlement", None)
    return settlement.score if settlement else sheet.score


def _instant(row: BatchRow) -> datetime:
    return rules.rated_at(row.on, row.half, row.made_at)
