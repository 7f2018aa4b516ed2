"""Minting invitations to rate one visit: at the end of a visit, or on slips printed ahead."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import repeat

from django.conf import settings
from django.db import IntegrityError, transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.models import Counter, Field
from nucuoi.ratings.models import Ticket, TicketSheet
from nucuoi.ratings.rules import tickets

VALID_FOR = timedelta(days=30)
LONGEST_VALID = timedelta(days=366)
MOST_AT_ONCE = 500
MOST_DAYS = 92
"""Days that printed slips may be used: longer, and they are no longer from the visit."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A ticket that is asked for.

    Attributes:
        procedure: National code; empty = not known.
        late: Whether the dossier was late: the person is then asked whether there was an apology.
        expires_at: First instant it no longer counts; None = in 30 days.
        reference: The one-stop system's own word for this visit: asking again with it gives the
            same ticket; empty = none.
    """

    counter: Counter
    field: Field | None = None
    procedure: str = ""
    late: bool = False
    expires_at: datetime | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Minted:
    """What is printed or sent, once: only keyed hashes are kept.

    Attributes:
        code: 128 bits for the QR code and the link.
        number: 10 digits, good only on a paired device of the counter's service point.
        expires_at: First instant it no longer counts.
        again: Whether its reference had been asked for before.
    """

    code: str
    number: str
    expires_at: datetime
    again: bool = False


def mint_ticket(
    *,
    by: Seat,
    counter: Counter,
    field: Field | None = None,
    procedure: str = "",
    late: bool = False,
    valid_for: timedelta = VALID_FOR,
) -> Minted:
    """Makes one invitation to rate the visit that is ending now at this counter."""
    wanted = Wanted(counter, field, procedure, late, clock.now() + valid_for)
    [minted] = mint_tickets(by=by, wanted=[wanted])
    return minted


def mint_tickets(*, by: Seat, wanted: Sequence[Wanted]) -> list[Minted]:
    """Makes an invitation for each visit, all or none, in their order.

    Raises:
        Invalid: If two of them have the same reference; `fields` names the second by its
            place: `3.reference`.
        Conflict: If a reference was used for another counter, field, procedure, lateness or
            expiry; `fields` likewise.
    """
    _check_references(wanted)
    try:
        return _mint(by, wanted)
    except IntegrityError:  # the same reference, asked for by somebody else at the same moment
        return _mint(by, wanted)


@transaction.atomic
def print_sheet(
    *, by: Seat, counter: Counter, field: Field | None, first_day: date, last_day: date, count: int
) -> list[Minted]:
    """Makes invitations for slips that are handed out from one day to another, both included.

    What they say is not kept: a sheet that was lost is printed anew.

    Raises:
        Invalid: If days or count are out of range.
    """
    _check_days(first_day, last_day)
    if not 1 <= count <= MOST_AT_ONCE:
        raise Invalid("Số phiếu từ 1 đến 500.", fields={"count": "Xin ghi từ 1 đến 500."})
    now = clock.now()
    sheet = TicketSheet.objects.create(
        counter=counter,
        field=field,
        first_day=first_day,
        last_day=last_day,
        count=count,
        made_at=now,
        made_by=by.username,
    )
    expires_at = datetime.combine(last_day + timedelta(days=1), time(), clock.HO_CHI_MINH)
    minted = _fresh([Wanted(counter, field, expires_at=expires_at)] * count, now, sheet)
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    audit.record(by=by, action="ratings.sheet.printed", subject=counter.code, count=count, **days)
    return minted


@transaction.atomic
def _mint(by: Seat, wanted: Sequence[Wanted]) -> list[Minted]:
    before = _before(wanted)
    fresh = [one for one in wanted if one.reference not in before]
    made = iter(_fresh(fresh, clock.now()))
    for code, count in sorted(Tally(one.counter.code for one in fresh).items()):
        audit.record(by=by, action="ratings.ticket.minted", subject=code, count=count)
    return [before[one.reference] if one.reference in before else next(made) for one in wanted]


def _fresh(
    wanted: Sequence[Wanted], now: datetime, sheet: TicketSheet | None = None
) -> list[Minted]:
    key = _key()
    numbers = _free_numbers(key, [_numbers(key, one.reference) for one in wanted])
    minted = [
        Minted(
            tickets.code_of(key, one.reference) if one.reference else tickets.make_code(),
            number,
            one.expires_at or now + VALID_FOR,
        )
        for one, number in zip(wanted, numbers, strict=True)
    ]
    pairs = zip(wanted, minted, strict=True)
    Ticket.objects.bulk_create(_row(key, one, made, now, sheet) for one, made in pairs)
    return minted


def _row(
    key: bytes, one: Wanted, minted: Minted, now: datetime, sheet: TicketSheet | None
) -> Ticket:
    return Ticket(
        tag=tickets.read(key, minted.code).code,
        number_tag=tickets.read(key, minted.number).number,
        counter=one.counter,
        field=one.field,
        procedure=one.procedure,
        late=one.late,
        minted_at=now,
        expires_at=minted.expires_at,
        sheet=sheet,
        reference_tag=tickets.reference_tag(key, one.reference) if one.reference else None,
    )


def _numbers(key: bytes, reference: str) -> Iterator[str]:
    """Numbers to try, one after the other, for a ticket."""
    if reference:
        return tickets.numbers_of(key, reference)
    return (tickets.make_number() for _ in repeat(None))


def _free_numbers(key: bytes, tries: Sequence[Iterator[str]]) -> list[str]:
    """The first number of each that no ticket has: 10 digits are few enough to meet."""
    numbers = [next(one) for one in tries]
    while taken := _taken(key, numbers):
        seen: set[str] = set()
        for place, number in enumerate(numbers):
            if number in taken or number in seen:
                numbers[place] = next(tries[place])
            seen.add(numbers[place])
    return numbers


def _taken(key: bytes, numbers: Sequence[str]) -> set[str]:
    """Which of these numbers another ticket has, stored or among themselves."""
    by_tag = {tickets.read(key, number).number: number for number in numbers}
    stored = Ticket.objects.filter(number_tag__in=list(by_tag)).values_list("number_tag", flat=True)
    twice = {number for number, times in Tally(numbers).items() if times > 1}
    return {by_tag[_raw(tag)] for tag in stored} | twice


def _before(wanted: Sequence[Wanted]) -> dict[str, Minted]:
    """The tickets of references that were asked for before."""
    key = _key()
    tags = {tickets.reference_tag(key, one.reference): one for one in wanted if one.reference}
    found = {
        _raw(row.reference_tag): row for row in Ticket.objects.filter(reference_tag__in=list(tags))
    }
    places = {one.reference: place for place, one in enumerate(wanted)}
    for tag, row in found.items():
        _check_same(tags[tag], row, places[tags[tag].reference])
    return {
        tags[tag].reference: _again(key, tags[tag].reference, row) for tag, row in found.items()
    }


def _again(key: bytes, reference: str, row: Ticket) -> Minted:
    own = _raw(row.number_tag)
    numbers = tickets.numbers_of(key, reference)
    number = next(one for one in numbers if tickets.read(key, one).number == own)
    return Minted(tickets.code_of(key, reference), number, row.expires_at, again=True)


def _check_same(one: Wanted, row: Ticket, place: int) -> None:
    asked = (one.counter.pk, one.field.pk if one.field else None, one.procedure, one.late)
    same = asked == (row.counter_id, row.field_id, row.procedure, row.late)
    if not same or one.expires_at not in (None, row.expires_at):
        sentence = "Mã tham chiếu này đã dùng cho một lượt khác."
        raise Conflict(sentence, fields={f"{place}.reference": sentence})


def _check_references(wanted: Sequence[Wanted]) -> None:
    seen: set[str] = set()
    for place, one in enumerate(wanted):
        if one.reference and one.reference in seen:
            sentence = "Mã tham chiếu này đã có ở dòng trên."
            raise Invalid(sentence, fields={f"{place}.reference": sentence})
        seen.add(one.reference)


def _check_days(first_day: date, last_day: date) -> None:
    wrong = {}
    if first_day < clock.today():
        wrong["first_day"] = "Xin chọn từ hôm nay trở đi."
    if last_day < first_day:
        wrong["last_day"] = "Ngày cuối không trước ngày đầu."
    elif (last_day - first_day).days >= MOST_DAYS:
        wrong["last_day"] = f"Phiếu dùng trong tối đa {MOST_DAYS} ngày."
    if wrong:
        raise Invalid("Ngày dùng phiếu chưa đúng.", fields=wrong)


def _raw(stored: bytes | memoryview | None) -> bytes:
    """A hash as bytes: PostgreSQL gives memory views."""
    return b"" if stored is None else bytes(stored)


def _key() -> bytes:
    return load_or_make(settings.KEYS, "ticket")
