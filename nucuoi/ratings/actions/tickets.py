"""Minting invitations to rate one visit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.models import Counter, Field
from nucuoi.ratings.models import Ticket
from nucuoi.ratings.rules import tickets

VALID_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Minted:
    """What is printed or sent, once: only keyed hashes are kept.

    Attributes:
        code: 128 bits for the QR code and the link.
        number: 10 digits, good only on a paired device of the counter's service point.
        expires_at: First instant it no longer counts.
    """

    code: str
    number: str
    expires_at: datetime


@transaction.atomic
def mint_ticket(
    *,
    by: Seat,
    counter: Counter,
    field: Field | None = None,
    procedure: str = "",
    late: bool = False,
    valid_for: timedelta = VALID_FOR,
) -> Minted:
    """Makes an invitation to rate the visit that is ending now at this counter.

    `procedure` is a code, empty = not known; `late` says that the dossier was late, so that the
    person is asked whether there was an apology.
    """
    key = load_or_make(settings.KEYS, "ticket")
    now = clock.now()
    code, number = tickets.make_code(), _free_number(key)
    Ticket.objects.create(
        tag=tickets.read(key, code).code,
        number_tag=tickets.read(key, number).number,
        counter=counter,
        field=field,
        procedure=procedure,
        late=late,
        minted_at=now,
        expires_at=now + valid_for,
    )
    audit.record(by=by, action="ratings.ticket.minted", subject=counter.code)
    return Minted(code, number, now + valid_for)


def _free_number(key: bytes) -> str:
    """A number that no ticket has: 10 digits are few enough to meet."""
    while True:
        number = tickets.make_number()
        tag = tickets.read(key, number).number
        if not Ticket.objects.filter(number_tag=tag).exists():
            return number
