"""Recording what a person found who looked at a flag."""

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.scores.models import Flag, FlagLook
from nucuoi.scores.rules.looks import NEXT, Outcome


def look(*, by: Seat, flag: int, outcome: str, why: str) -> None:
    """Records an outcome; earlier ones stay.

    Args:
        by: Of the operating side, over the flag's unit.
        flag: Row of the flag.
        outcome: `NOTHING` or `VISIT`; who wants to exclude proposes it (`propose_of_flag`).
        why: What was seen, in words.

    Raises:
        NotFound: If there is no such flag.
        Invalid: If the outcome is no such word or no reason is given.
        Conflict: If the flag has been settled.
    """
    if outcome not in {Outcome.NOTHING, Outcome.VISIT}:
        raise Invalid("Xin chọn kết quả xem.", fields={"outcome": "Xin chọn kết quả xem."})
    with transaction.atomic():
        note(by=by, flag=flag, outcome=outcome, why=why)


def note(*, by: Seat, flag: int, outcome: str, why: str) -> Flag:
    """Records any outcome in the caller's transaction; as `look`."""
    words = said(why, "why", "Xin ghi đã xem gì, thấy gì.")
    found = Flag.objects.select_for_update().filter(pk=flag).first()
    if found is None:
        raise NotFound("Không có dấu hiệu này.")
    newest = FlagLook.objects.filter(flag=found).order_by("-id").first()
    if outcome not in NEXT[newest.outcome if newest else ""]:
        raise Conflict("Dấu hiệu này đã được xem xong. Xin tải lại trang.")
    FlagLook.objects.create(flag=found, outcome=outcome, why=words, by=by.username, at=clock.now())
    label = str(Outcome(outcome).label)
    record(by=by, action="scores.flag.looked", subject=f"{found.rule} {found.subject}"[:80],
           outcome=label, why=words)  # fmt: skip
    return found


def said(text: str, field: str, sentence: str) -> str:
    """What a person wrote, with single spaces.

    Raises:
        Invalid: Naming the field, if it is empty or longer than 500 characters.
    """
    words = " ".join(text.split())
    if not words or len(words) > 500:
        problem = "Nhiều nhất 500 ký tự. Xin rút ngắn." if words else sentence
        raise Invalid(problem, fields={field: problem})
    return words
