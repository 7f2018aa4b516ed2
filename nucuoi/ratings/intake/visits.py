"""Where and when a rating was made, and the ticket that proves the visit."""

from collections.abc import Sequence

from msgspec import Struct

from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.errors import (
    CounterClosed,
    OutsidePoint,
    Successor,
    TicketExpired,
    UnknownCounter,
    UnknownTicket,
)
from nucuoi.ratings.intake.answers import Doubt
from nucuoi.ratings.intake.credentials import Sender
from nucuoi.ratings.intake.prepared import Prepared
from nucuoi.ratings.intake.registry import CounterCard, Snapshot
from nucuoi.ratings.intake.rows import TicketCard
from nucuoi.ratings.rules import times
from nucuoi.ratings.rules.times import Moment

_DAY_MS = 24 * 3_600_000
_VIET_NAM_MS = 7 * 3_600_000
_WILD_CLOCK = "Chỉ nhận thời điểm trong 24 giờ qua; xin kiểm tra đồng hồ của máy."
_FUTURE_SHEET = "Ngày trên phiếu chưa tới; xin kiểm tra lại."


class Visit(Struct, frozen=True):
    """What a rating is about.

    Attributes:
        day: Day number, with `half` the half-day of the moment in Viet Nam.
        ticket: Only one that holds.
        doubt: Why the ticket that was sent does not; None = it does, or none was sent.
    """

    counter: CounterCard
    moment: Moment
    day: int
    half: Half
    ticket: TicketCard | None
    doubt: Doubt | None

    @property
    def served_ms(self) -> int:
        """When the person was served: with a ticket when that was minted, else at the rating.

        A slip that was printed ahead says nothing of the visit's time.
        """
        if self.ticket is None or self.ticket.printed:
            return self.moment.at_ms
        return self.ticket.minted_ms


class Visits(Struct, frozen=True):
    """Finds what a rating is about.

    Attributes:
        tickets: All that the group's tags may mean, oldest first.
        base_url: Where the successor of a closed counter is rated.
    """

    snapshot: Snapshot
    tickets: Sequence[TicketCard]
    base_url: str

    def find(
        self, sent: Prepared, sender: Sender, arrived_ms: int, previous_ms: int | None
    ) -> Visit:
        """The visit; the ticket's counter holds before the named one, as long as the ticket does.

        `previous_ms` is the corrected time of the rating before it in the outbox; None = not known.

        Raises:
            Refused: If no counter can be found, it is not the sender's to rate or was not open, or
                the time cannot be taken.
        """
        ticket = self._ticket(sent, sender)
        if ticket is None:
            counter = self._named(sent, sender, UnknownTicket)
        else:
            counter = self.snapshot.counters_by_id[ticket.counter]
        moment = _moment(sent, sender, counter, arrived_ms, previous_ms)
        doubt: Doubt | None = "unknown" if sent.submission.ticket and ticket is None else None
        if ticket is not None and moment.at_ms >= ticket.expires_ms:
            counter, ticket, doubt = self._named(sent, sender, TicketExpired), None, "expired"
        day, half = clock.half_day_of_ms(moment.at_ms)
        self._check_open(counter, day)
        return Visit(counter, moment, day, half, ticket, doubt)

    def _ticket(self, sent: Prepared, sender: Sender) -> TicketCard | None:
        """The ticket meant; a number only counts on a device of the ticket's service point."""
        code, number = sent.ticket.code, sent.ticket.number
        if code is not None:
            return next((one for one in self.tickets if one.code_tag == code), None)
        if number is None or sender.device is None:
            return None
        meant = (one for one in reversed(self.tickets) if one.number_tag == number)
        point = sender.device.point
        return next((one for one in meant if self._point(one) == point), None)

    def _point(self, ticket: TicketCard) -> int:
        return self.snapshot.counters_by_id[ticket.counter].point

    def _named(
        self, sent: Prepared, sender: Sender, without: type[UnknownTicket] | type[TicketExpired]
    ) -> CounterCard:
        """The counter the sender named; `without` is raised when none was."""
        code = sent.submission.counter
        if code is None:
            raise without
        card = self.snapshot.counter(code)
        if card is None:
            raise UnknownCounter("Không có quầy này. Xin kiểm tra lại mã trên biển quầy.")
        if sender.device and card.point != sender.device.point:
            raise OutsidePoint
        return card

    def _check_open(self, counter: CounterCard, day: int) -> None:
        if day < counter.valid_from:
            opens = clock.day_of(counter.valid_from)
            raise UnknownCounter(f"Quầy này nhận đánh giá từ ngày {opens:%d/%m/%Y}.")
        if not counter.is_open(day):
            raise CounterClosed(self._successor(counter))

    def _successor(self, counter: CounterCard) -> Successor | None:
        heir = self.snapshot.successor(counter, clock.day_number(clock.today()))
        return Successor(heir.code, f"{self.base_url}/q/{heir.code}") if heir else None


def _moment(
    sent: Prepared,
    sender: Sender,
    counter: CounterCard,
    arrived_ms: int,
    previous_ms: int | None,
) -> Moment:
    if sender.device:
        return times.on_device(
            sent.rated_ms,
            sent.sent_ms,
            arrived_ms,
            previous_ms=previous_ms,
            opened_ms=counter.valid_from * _DAY_MS - _VIET_NAM_MS,
        )
    taken = times.on_paper if sender.staff else times.in_open
    moment = taken(sent.rated_ms, arrived_ms)
    if moment is None:
        wrong = _FUTURE_SHEET if sender.staff else _WILD_CLOCK
        raise Invalid(wrong, fields={"rated_at": wrong})
    return moment
