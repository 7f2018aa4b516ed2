"""What a person has erased with her code, and what goes when its time is over (`nucuoi.retention`)."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from nucuoi.audit import actions as audit
from nucuoi.cases.actions.grouping import SPAN
from nucuoi.cases.actions.moving import CITIZENS
from nucuoi.cases.models import (
    BatchedComment,
    Case,
    CaseMessage,
    CaseMove,
    CaseStanding,
    Likeness,
    Reading,
    ReadingBand,
    WaitingComment,
)
from nucuoi.cases.rules.words import Act, State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.kiosk.actions.held import forget_copies
from nucuoi.notify import actions as notify
from nucuoi.ratings.actions.erasing import erase_contacts, erase_texts
from nucuoi.ratings.queries.contacts import ratings_with_contact
from nucuoi.ratings.queries.said import ratings_with_text, uuids_of

CITIZEN = Seat(username="", role="anonymous")
_AT_ONCE = 500


def erase(*, rating: int, by: Seat = CITIZEN) -> None:
    """Erases all that a person wrote about a visit: remark, breaches, messages, contact.

    The leaf keeps its digest, which can no longer be tied to any text; scores still count. A matter
    stays, without her words. What the files still hold of it goes the same night (`keeping.tidying`).

    Raises:
        Conflict: If there is nothing left to erase.
    """
    with transaction.atomic():
        if not _erase([rating]):
            raise Conflict("Không còn nội dung nào để xóa.", reason="nothing")
        audit.record(by=by, action="cases.text.erased")


def forget_texts(*, by: Seat = SYSTEM) -> int:
    """Erases texts of visits longer ago than `settings.KEEP_TEXT_DAYS`; how many ratings'.

    0 days = none are. What belongs to a matter that is not closed stays.
    """
    if not settings.KEEP_TEXT_DAYS:
        return 0
    oldest = clock.day_number(clock.today() - timedelta(days=settings.KEEP_TEXT_DAYS))
    running = Case.objects.filter(day__lt=oldest).exclude(standing__state=State.CLOSED)
    busy = {one for one in running.values_list("rating", flat=True) if one is not None}
    over = [one for one, day in ratings_with_text(busy, _AT_ONCE) if day < oldest]
    if not over:
        return 0
    with transaction.atomic():
        _erase(over)
        audit.record(by=by, action="cases.texts.forgotten", count=len(over))
    return len(over)


def forget_contacts(*, by: Seat = SYSTEM) -> int:
    """Deletes contacts whose time is over; how many."""
    now = clock.now()
    held: dict[int, int] = dict(ratings_with_contact(_AT_ONCE))
    matters = CaseStanding.objects.filter(case__rating__in=held)
    closing = CaseMove.objects.filter(case__rating__in=held).values("case__rating")
    closed = closing.filter(case__standing__state=State.CLOSED).annotate(last=Max("at"))
    last = {row["case__rating"]: row["last"] for row in closed}
    kept_since = now - timedelta(days=settings.KEEP_CONTACT_DAYS)
    over = {rating for rating in held if rating in last and last[rating] <= kept_since}
    known = set(matters.values_list("case__rating", flat=True))
    alone = timedelta(days=settings.KEEP_LONE_CONTACT_DAYS)
    oldest = clock.day_number(clock.today() - alone)
    over |= {rating for rating, day in held.items() if rating not in known and day < oldest}
    if not over:
        return 0
    with transaction.atomic():
        erased = erase_contacts(over)
        audit.record(by=by, action="cases.contacts.forgotten", count=erased)
    return erased


def forget_bands() -> int:
    """Deletes what remarks are compared by once they are compared no more; how many rows."""
    oldest = clock.day_number(clock.today() - SPAN)
    deleted, _ = ReadingBand.objects.filter(day__lt=oldest).delete()
    return deleted


def _erase(ratings: Collection[int]) -> int:
    """All that was written with these ratings, its copies and what waits to be sent; how many rows."""
    erased = erase_texts(ratings)
    readings, _ = Reading.objects.filter(rating__in=ratings).delete()
    written = CaseMessage.objects.filter(move__case__rating__in=ratings, move__act__in=CITIZENS)
    messages, _ = written.delete()
    for derived in (WaitingComment, BatchedComment, ReadingBand, Likeness):
        derived.objects.filter(rating__in=ratings).delete()
    CaseStanding.objects.filter(case__rating__in=ratings).update(alike=None)
    forget_copies(uuids_of(ratings))
    answers = CaseMove.objects.filter(case__rating__in=ratings, act=Act.ANSWERED)
    notify.give_up([f"answer:{number}" for number in answers.values_list("pk", flat=True)])
    return erased + readings + messages
