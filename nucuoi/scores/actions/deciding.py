"""Confirming or refusing a proposal: the Front's, and of nobody who proposed it."""

import msgspec
from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Forbidden, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import actions as ledger
from nucuoi.ledger.actions import Excluded
from nucuoi.scores.actions.looking import said
from nucuoi.scores.models import ExcludedRating, Exclusion, ExclusionDecision
from nucuoi.scores.numbers import Numbers
from nucuoi.scores.rules.counted import Counted
from nucuoi.scores.rules.fold import month_cell
from nucuoi.scores.rules.looks import RESTORED


def confirm(*, by: Seat, exclusion: int, why: str) -> int:
    """Confirms a proposal: its ratings move in the log, a leaf each, and so in every figure.

    Args:
        by: The Front.
        exclusion: Row of the proposal.
        why: What she looked at.

    Returns:
        How many ratings moved; those that moved otherwise since the proposal are passed over.

    Raises:
        NotFound: If there is no such proposal.
        Conflict: If it has been decided.
        Forbidden: If she proposed it herself.
        Invalid: If no reason is given.
    """
    with transaction.atomic():
        found = _decide(by, exclusion, why, confirmed=True)
        moved = _take_back(found.undoes) if found.undoes else _take_out(found)
        record(by=by, action="scores.exclusion.confirmed", subject=str(found.pk), count=moved,
               why=why[:200])  # fmt: skip
    return moved


def refuse(*, by: Seat, exclusion: int, why: str) -> None:
    """Refuses a proposal: nothing moves; arguments and errors as of `confirm`."""
    with transaction.atomic():
        found = _decide(by, exclusion, why, confirmed=False)
        record(by=by, action="scores.exclusion.refused", subject=str(found.pk), why=why[:200])


def _decide(by: Seat, exclusion: int, why: str, *, confirmed: bool) -> Exclusion:
    rows = Exclusion.objects.select_for_update()
    found = rows.filter(pk=exclusion).first()
    if found is None:
        raise NotFound("Không có đề nghị này.")
    if found.proposed_by == by.username:
        raise Forbidden("Người đề nghị không tự xác nhận đề nghị của mình.")
    if ExclusionDecision.objects.filter(exclusion=found).exists():
        raise Conflict("Đề nghị này đã được quyết định. Xin tải lại trang.")
    words = said(why, "why", "Xin ghi lý do.")
    ExclusionDecision.objects.create(
        exclusion=found, confirmed=confirmed, why=words, by=by.username, at=clock.now()
    )
    return found


def _take_out(exclusion: Exclusion) -> int:
    leaves = exclusion.leaves.order_by("leaf").values_list("leaf", flat=True)
    taken = ledger.exclude(leaves, why=exclusion.reason)
    ratings = [msgspec.convert(one.content, Counted) for one in taken]
    cells = [month_cell(one) for one in ratings]
    numbers = Numbers(cells)
    ExcludedRating.objects.bulk_create(
        (
            _row(exclusion, one, numbers.key(cell), rating.score)
            for one, cell, rating in zip(taken, cells, ratings, strict=True)
        ),
        batch_size=500,
    )
    return len(taken)


def _take_back(exclusion: Exclusion) -> int:
    out = ExcludedRating.objects.filter(exclusion=exclusion).order_by("leaf")
    return ledger.restore(out.values_list("leaf", flat=True), why=RESTORED)


def _row(exclusion: Exclusion, taken: Excluded, key: list[int], score: int) -> ExcludedRating:
    month, counter, official, field, evidence, rater = key
    return ExcludedRating(
        exclusion=exclusion,
        leaf=taken.of,
        moved_by=taken.leaf,
        month=month,
        counter=counter,
        official=official,
        field=field,
        evidence=evidence,
        rater=rater,
        score=score,
    )
