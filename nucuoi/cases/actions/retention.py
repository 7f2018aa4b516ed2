"""What is deleted when: the schedule's table, and what a person has erased with her code."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max

from nucuoi.audit import actions as audit
from nucuoi.cases.actions.moving import CITIZENS
from nucuoi.cases.models import (
    BatchedComment,
    CaseMessage,
    CaseMove,
    CaseStanding,
    Reading,
    WaitingComment,
)
from nucuoi.cases.rules.words import State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.ratings.actions.erasing import erase_contacts, erase_text
from nucuoi.ratings.queries.contacts import ratings_with_contact

CITIZEN = Seat(username="", role="anonymous")
CONTACT_AFTER_CLOSING = timedelta(days=30)
"""A contact is kept so long after its matter was closed, for a reopening."""
CONTACT_WITHOUT_MATTER = timedelta(days=60)
"""A contact whose rating opened no matter is kept so long at most."""
_AT_ONCE = 500


def erase(*, rating: int, by: Seat = CITIZEN) -> None:
    """Erases all that a person wrote about a visit: remark, breaches, messages, contact.

    The leaf keeps its digest, which can no longer be tied to any text; scores still count. A matter
    stays, without her words.

    Raises:
        Conflict: If there is nothing left to erase.
    """
    with transaction.atomic():
        erased = erase_text(rating)
        readings, _ = Reading.objects.filter(rating=rating).delete()
        written = CaseMessage.objects.filter(move__case__rating=rating, move__act__in=CITIZENS)
        messages, _ = written.delete()
        WaitingComment.objects.filter(rating=rating).delete()
        BatchedComment.objects.filter(rating=rating).delete()
        if not (erased or readings or messages):
            raise Conflict("Không còn nội dung nào để xóa.")
        audit.record(by=by, action="cases.text.erased")
    tidy_index()


def forget_contacts(*, by: Seat = SYSTEM) -> int:
    """Deletes contacts whose time is over; how many."""
    now = clock.now()
    held: dict[int, int] = dict(ratings_with_contact(_AT_ONCE))
    matters = CaseStanding.objects.filter(case__rating__in=held)
    closing = CaseMove.objects.filter(case__rating__in=held).values("case__rating")
    closed = closing.filter(case__standing__state=State.CLOSED).annotate(last=Max("at"))
    last = {row["case__rating"]: row["last"] for row in closed}
    kept_since = now - CONTACT_AFTER_CLOSING
    over = {rating for rating in held if rating in last and last[rating] <= kept_since}
    known = set(matters.values_list("case__rating", flat=True))
    oldest = clock.day_number(clock.today() - CONTACT_WITHOUT_MATTER)
    over |= {rating for rating, day in held.items() if rating not in known and day < oldest}
    if not over:
        return 0
    with transaction.atomic():
        erased = erase_contacts(over)
        audit.record(by=by, action="cases.contacts.forgotten", count=erased)
    return erased


def tidy_index() -> None:
    """Makes the search's index again without what was erased (SQLite); PostgreSQL's follows its rows."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO cases_search (cases_search) VALUES ('optimize')")
