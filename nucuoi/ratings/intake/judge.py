"""What becomes of each rating of one group, decided before it is stored as a whole."""

from dataclasses import dataclass

from nucuoi.ratings.errors import Mismatch, TooMany, TooManyTries, UnknownTicket
from nucuoi.ratings.intake import attribution, faults, repeats
from nucuoi.ratings.intake.answers import Answer
from nucuoi.ratings.intake.attribution import Attribution
from nucuoi.ratings.intake.credentials import Sender
from nucuoi.ratings.intake.drafting import draft, evidence
from nucuoi.ratings.intake.keyring import Keyring
from nucuoi.ratings.intake.limits import OpenLimit
from nucuoi.ratings.intake.prepared import Prepared
from nucuoi.ratings.intake.registry import Snapshot
from nucuoi.ratings.intake.rows import Met, NewRating, Place
from nucuoi.ratings.intake.store import Store
from nucuoi.ratings.intake.visits import Visit, Visits
from nucuoi.ratings.rules.words import Evidence


@dataclass(frozen=True, slots=True)
class House:
    """What every judge of this process works with.

    Attributes:
        limit: Of open ratings an address may send.
        guesses: Of unknown ticket numbers a device may send with no counter beside them.
    """

    keys: Keyring
    limit: OpenLimit
    guesses: OpenLimit
    base_url: str


class Judge:
    """Decides a group of submissions one after the other; each sees what the ones before it did.

    Args:
        store: Between its `begin` and its end.
        met: What the group may meet; what it leaves behind is added here.

    Attributes:
        new: Ratings to store.
        places: Outboxes that moved on.
        counting: Against which limit whom to count, once the group is over: it may be judged anew.
    """

    def __init__(self, house: House, snapshot: Snapshot, store: Store, met: Met) -> None:
        self._house = house
        self._snapshot = snapshot
        self._store = store
        self._visits = Visits(snapshot, met.tickets, house.base_url)
        self._taken = met.taken
        self._known = met.known
        self._used = {ticket.id for ticket in met.tickets if ticket.used}
        self._outboxes = met.places
        self.new: list[NewRating] = []
        self.places: dict[bytes, Place] = {}
        self.counting: list[tuple[OpenLimit, bytes]] = []

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
        visit = self._visit(sent, sender, arrived_ms)
        self._check_limit(visit, sender)
        rating = draft(
            sent,
            sender,
            arrived_ms,
            visit,
            attribution=self._attribution(visit),
            disputed=visit.ticket is not None and visit.ticket.id in self._used,
            snapshot=self._snapshot,
        )
        self._remember(sent, sender, visit, rating)
        return Answer(
            id=sent.submission.id,
            status="disputed" if rating.disputed else "accepted",
            receipt=sent.code,
            ticket=visit.doubt,
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
            raise faults.invalid(wrong)

    def _visit(self, sent: Prepared, sender: Sender, arrived_ms: int) -> Visit:
        """The visit; who guesses at numbers, and so leaves no rating behind, may not guess often."""
        guesser = _guesser(sent, sender)
        if guesser and (wait_s := self._wait_s(self._house.guesses, guesser)):
            raise TooManyTries(wait_s)
        try:
            return self._visits.find(sent, sender, arrived_ms, self._previous_ms(sent))
        except UnknownTicket:
            if guesser:
                self.counting.append((self._house.guesses, guesser))
            raise

    def _previous_ms(self, sent: Prepared) -> int | None:
        """Time of the rating before this one in the outbox; None when that is not known."""
        place = self._outboxes.get(sent.outbox) if sent.outbox else None
        seq = sent.submission.seq
        return place.rated_ms if place and seq is not None and seq > place.seq else None

    def _check_limit(self, visit: Visit, sender: Sender) -> None:
        if sender.address is None or evidence(visit, sender) is not Evidence.OPEN:
            return
        if wait_s := self._wait_s(self._house.limit, sender.address):
            raise TooMany(wait_s)
        self.counting.append((self._house.limit, sender.address))

    def _wait_s(self, limit: OpenLimit, sender: bytes) -> int:
        return limit.wait_s(sender, besides=self.counting.count((limit, sender)))

    def _attribution(self, visit: Visit) -> Attribution:
        if visit.moment.clamped:
            return attribution.COUNTER_ONLY
        return attribution.on_duty(visit.counter, visit.served_ms, self._store)

    def _remember(self, sent: Prepared, sender: Sender, visit: Visit, rating: NewRating) -> None:
        """Lets the rest of the group see this rating as if it were stored."""
        self.new.append(rating)
        self._known[sent.uuid] = repeats.as_known(rating)
        self._taken.add(sent.lookup_hash)
        if visit.ticket:
            self._used.add(visit.ticket.id)
        seq = sent.submission.seq
        if sent.outbox is None or seq is None or sender.device is None:
            return
        reached = self._outboxes.get(sent.outbox)
        if reached is None or seq > reached.seq:
            place = Place(sender.device.id, seq, visit.moment.at_ms)
            self._outboxes[sent.outbox] = self.places[sent.outbox] = place


def _guesser(sent: Prepared, sender: Sender) -> bytes:
    """The device that sends a number alone, as the limit counts it; empty = no such thing."""
    alone = sent.ticket.number is not None and sent.submission.counter is None
    return sender.device.id.to_bytes(8) if sender.device and alone else b""
