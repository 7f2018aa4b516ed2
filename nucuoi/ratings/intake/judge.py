"""What becomes of each rating of one group, decided inside the transaction that stores them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.errors import (
    CounterClosed,
    Mismatch,
    OutsidePoint,
    Successor,
    TicketExpired,
    TooMany,
    UnknownCounter,
    UnknownTicket,
)
from nucuoi.ratings.intake import attribution, repeats
from nucuoi.ratings.intake.answers import Answer, Doubt
from nucuoi.ratings.intake.keyring import Keyring
from nucuoi.ratings.intake.limits import OpenLimit
from nucuoi.ratings.intake.prepared import Prepared
from nucuoi.ratings.intake.registry import CounterCard, DeviceCard, Snapshot
from nucuoi.ratings.intake.rows import Known, NewRating, Place, Sent, Text, TicketCard
from nucuoi.ratings.intake.store import Store
from nucuoi.ratings.rules import times
from nucuoi.ratings.rules.times import Moment
from nucuoi.ratings.rules.words import Apology, Channel, Evidence, Language, Rater

_DAY_MS = 24 * 3_600_000
_VIET_NAM_MS = 7 * 3_600_000


@dataclass(frozen=True, slots=True)
class Sender:
    """A credential, held against the snapshot.

    Attributes:
        device: The paired device; None = none.
        staff: A sheet keyed by a member of staff.
        address: What the open limit counts by; None = not limited.
    """

    device: DeviceCard | None = None
    staff: bool = False
    address: bytes | None = None


@dataclass(frozen=True, slots=True)
class House:
    """What every judge of this process works with."""

    keys: Keyring
    limit: OpenLimit
    base_url: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where and when a rating was made, and the ticket that proves the visit."""

    counter: CounterCard
    moment: Moment
    ticket: TicketCard | None
    doubt: Doubt | None


class Judge:
    """Decides a group of submissions one after the other; each sees what the ones before it did.

    Args:
        ratings: All submissions of the group, so that what is known of them is read at once.
        store: In its write transaction.

    Attributes:
        new: Ratings to store.
        places: Outboxes that moved on.
    """

    def __init__(
        self, house: House, snapshot: Snapshot, store: Store, ratings: Iterable[Prepared]
    ) -> None:
        every = list(ratings)
        self._house = house
        self._snapshot = snapshot
        self._store = store
        self._known: dict[bytes, Known] = store.known(one.uuid for one in every)
        self._taken = store.taken(one.lookup_hash for one in every)
        self._tickets = store.tickets(_tags(every))
        self._used = {ticket.id for ticket in self._tickets if ticket.used}
        self._outboxes = store.places({one.outbox for one in every if one.outbox})
        self.new: list[NewRating] = []
        self.places: dict[bytes, Place] = {}

    def decide(self, sent: Prepared, sender: Sender, arrived_ms: int) -> Answer:
        """Takes one rating in, or says why not.

        Raises:
            Refused: One of `ratings.errors`, or Invalid; nothing of the rating is then kept.
        """
        known = self._known.get(sent.uuid)
        if known is not None:
            return repeats.answer(sent, known, self._house.keys.contact)
        if sent.lookup_hash in self._taken:
            raise Mismatch("receipt", "Mã tra cứu này đã thuộc về một đánh giá khác.")
        self._check_words(sent, sender)
        setting = self._setting(sent, sender, arrived_ms)
        self._check_open(setting)
        evidence = _evidence(setting, sender)
        if evidence is Evidence.OPEN:
            self._check_limit(sender)
        rating = self._rating(sent, sender, arrived_ms, setting, evidence)
        self._remember(sent, sender, setting, rating)
        return Answer(
            id=sent.submission.id,
            status="disputed" if rating.disputed else "accepted",
            receipt=sent.code,
            ticket=setting.doubt,
        )

    def _check_words(self, sent: Prepared, sender: Sender) -> None:
        said, wrong = sent.submission, {}
        if said.channel == "paper" and not sender.staff:
            wrong["channel"] = "Phiếu giấy chỉ do cán bộ nhập sau khi đăng nhập."
        if said.field is not None and said.field not in self._snapshot.fields:
            wrong["field"] = "Không có lĩnh vực này."
        if said.form is not None and said.form not in self._snapshot.forms:
            wrong["form"] = "Không có phiếu hỏi này."
        if wrong:
            raise Invalid("Có trường chưa đúng; xin sửa rồi gửi lại.", fields=wrong)

    def _setting(self, sent: Prepared, sender: Sender, arrived_ms: int) -> _Setting:
        """The ticket's counter holds before the named one, as long as the ticket does."""
        ticket = self._ticket(sent, sender)
        if ticket is None:
            counter = self._named(sent, sender, UnknownTicket)
            doubt: Doubt | None = "unknown" if sent.submission.ticket else None
            return _Setting(counter, self._moment(sent, sender, counter, arrived_ms), None, doubt)
        counter = self._snapshot.counters_by_id[ticket.counter]
        moment = self._moment(sent, sender, counter, arrived_ms)
        if moment.at_ms < ticket.expires_ms:
            return _Setting(counter, moment, ticket, None)
        return _Setting(self._named(sent, sender, TicketExpired), moment, None, "expired")

    def _ticket(self, sent: Prepared, sender: Sender) -> TicketCard | None:
        """The ticket meant; a number only counts on a device of the ticket's service point."""
        if sent.ticket.code is not None:
            found = (one for one in self._tickets if one.code_tag == sent.ticket.code)
            return next(found, None)
        if sent.ticket.number is None or sender.device is None:
            return None
        for ticket in reversed(self._tickets):
            at_point = self._snapshot.counters_by_id[ticket.counter].point == sender.device.point
            if at_point and ticket.number_tag == sent.ticket.number:
                return ticket
        return None

    def _named(
        self, sent: Prepared, sender: Sender, without: type[UnknownTicket] | type[TicketExpired]
    ) -> CounterCard:
        """The counter the sender named; `without` is raised when none was."""
        code = sent.submission.counter
        if code is None:
            raise without
        card = self._snapshot.counter(code)
        if card is None:
            raise UnknownCounter("Không có quầy này. Xin kiểm tra lại mã trên biển quầy.")
        if sender.device and card.point != sender.device.point:
            raise OutsidePoint
        return card

    def _moment(
        self, sent: Prepared, sender: Sender, counter: CounterCard, arrived_ms: int
    ) -> Moment:
        if sender.device:
            return times.on_device(
                sent.rated_ms,
                sent.sent_ms,
                arrived_ms,
                previous_ms=self._previous_ms(sent),
                opened_ms=counter.valid_from * _DAY_MS - _VIET_NAM_MS,
            )
        taken = times.on_paper if sender.staff else times.in_open
        moment = taken(sent.rated_ms, arrived_ms)
        if moment is None:
            wrong = "Chỉ nhận thời điểm trong 24 giờ qua; xin kiểm tra đồng hồ của máy."
            if sender.staff:
                wrong = "Ngày trên phiếu chưa tới; xin kiểm tra lại."
            raise Invalid(wrong, fields={"rated_at": wrong})
        return moment

    def _previous_ms(self, sent: Prepared) -> int | None:
        """Time of the rating before this one in the outbox; None when that is not known."""
        place = self._outboxes.get(sent.outbox) if sent.outbox else None
        seq = sent.submission.seq
        return place.rated_ms if place and seq is not None and seq > place.seq else None

    def _check_open(self, setting: _Setting) -> None:
        day, _ = setting.moment.half_day()
        counter = setting.counter
        if day < counter.valid_from:
            opens = clock.day_of(counter.valid_from)
            raise UnknownCounter(f"Quầy này nhận đánh giá từ ngày {opens:%d/%m/%Y}.")
        if not counter.is_open(day):
            self._closed(counter)

    def _closed(self, counter: CounterCard) -> NoReturn:
        heir = self._snapshot.successor(counter, clock.day_number(clock.today()))
        if heir is None:
            raise CounterClosed(None)
        raise CounterClosed(Successor(heir.code, f"{self._house.base_url}/q/{heir.code}"))

    def _check_limit(self, sender: Sender) -> None:
        if sender.address is None:
            return
        wait_s = self._house.limit.take(sender.address)
        if wait_s:
            raise TooMany(wait_s)

    def _rating(
        self,
        sent: Prepared,
        sender: Sender,
        arrived_ms: int,
        setting: _Setting,
        evidence: Evidence,
    ) -> NewRating:
        said, ticket, moment = sent.submission, setting.ticket, setting.moment
        day, half = moment.half_day()
        official, attributed_by = self._attribution(setting)
        return NewRating(
            uuid=sent.uuid,
            content=sent.content,
            lookup_hash=sent.lookup_hash,
            day=day,
            half=half,
            counter=setting.counter.id,
            official=official,
            field=self._field(sent, ticket),
            ticket=ticket.id if ticket else None,
            form=self._snapshot.forms[said.form] if said.form else None,
            evidence=evidence,
            disputed=ticket is not None and ticket.id in self._used,
            channel=_channel(sent, sender),
            rater=Rater[said.rater.upper()],
            lang=Language[said.lang.upper()],
            score=said.score,
            spirit=said.spirit,
            attitude=said.attitude,
            conduct=said.conduct,
            tags=sent.figure_bits,
            attributed_by=attributed_by,
            clamped=moment.clamped,
            apology=Apology[said.apology.upper()] if said.apology and _late(ticket) else None,
            wants_answer=said.wants_answer,
            thanks=said.thanks,
            assisted=said.assisted,
            link=said.link or "",
            text=_text(sent),
            contact=sent.sealed_contact,
            sent=_sent(sent, sender, arrived_ms),
            receipt_digest=sent.receipt_digest,
        )

    def _attribution(self, setting: _Setting) -> attribution.Attribution:
        """Who served: with a ticket at the visit, when it was minted, else at the rating."""
        if setting.moment.clamped:
            return attribution.COUNTER_ONLY
        served_ms = setting.ticket.minted_ms if setting.ticket else setting.moment.at_ms
        return attribution.on_duty(setting.counter, served_ms, self._store)

    def _field(self, sent: Prepared, ticket: TicketCard | None) -> int | None:
        if ticket is not None and ticket.field is not None:
            return ticket.field
        said = sent.submission.field
        return self._snapshot.fields[said] if said else None

    def _remember(
        self, sent: Prepared, sender: Sender, setting: _Setting, rating: NewRating
    ) -> None:
        """Lets the rest of the group see this rating as if it were stored."""
        self.new.append(rating)
        self._known[sent.uuid] = repeats.as_known(rating)
        self._taken.add(sent.lookup_hash)
        if setting.ticket:
            self._used.add(setting.ticket.id)
        seq = sent.submission.seq
        if sent.outbox is None or seq is None or sender.device is None:
            return
        reached = self._outboxes.get(sent.outbox)
        if reached is None or seq > reached.seq:
            place = Place(sender.device.id, seq, setting.moment.at_ms)
            self._outboxes[sent.outbox] = self.places[sent.outbox] = place


def _tags(ratings: Iterable[Prepared]) -> set[bytes]:
    return {tag for one in ratings for tag in (one.ticket.code, one.ticket.number) if tag}


def _evidence(setting: _Setting, sender: Sender) -> Evidence:
    if setting.ticket is not None:
        return Evidence.TICKET
    if sender.device is not None:
        return Evidence.KIOSK
    return Evidence.PAPER if sender.staff else Evidence.OPEN


def _channel(sent: Prepared, sender: Sender) -> Channel:
    if sent.submission.channel is not None:
        return Channel[sent.submission.channel.upper()]
    if sender.device is not None:
        return Channel.KIOSK
    return Channel.PAPER if sender.staff else Channel.WEB


def _late(ticket: TicketCard | None) -> bool:
    return ticket is not None and ticket.late


def _text(sent: Prepared) -> Text | None:
    if sent.text_salt is None:
        return None
    return Text(sent.submission.remark or "", sent.breach_bits, sent.text_salt)


def _sent(sent: Prepared, sender: Sender, arrived_ms: int) -> Sent:
    return Sent(
        arrived_ms=arrived_ms,
        rated_ms=sent.rated_ms,
        sent_ms=sent.sent_ms,
        device=sender.device.id if sender.device else None,
        outbox=sent.outbox,
        seq=sent.submission.seq,
    )
