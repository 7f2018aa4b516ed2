"""Ratings invented for measurements: rows of the tables as intake and sealing leave them.

Answers, duties and leaves are as real ones, digests included, so that `nucuoi fsck` finds nothing
wrong. Bypassed are intake's judgement, receipts (their hashes are chance), remarks, contacts, tickets
and how a rating was sent; and leaves stand in the order of ratings, not shuffled.
"""

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from nucuoi.demo.places import Desk
from nucuoi.foundation import clock
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind
from nucuoi.ratings.rules.core import RatingFacts, duty_of_rating, of_rating
from nucuoi.ratings.rules.words import AttributedBy, Channel, Evidence, Language, Rater

FORM = "nu-cuoi-1"
# fmt: off
RATING = (
    "id", "uuid", "content", "lookup_hash", "day", "counter_id", "official_id", "field_id",
    "form_id", "half", "evidence", "disputed", "channel", "rater", "lang", "score", "spirit",
    "attitude", "conduct", "tags", "attributed_by", "clamped", "wants_answer", "thanks", "assisted",
    "link", "has_text",
)
LEAF = (
    "index", "kind", "subject", "digest", "seed", "core", "duty", "text_digest", "receipt_digest",
)
# fmt: on
PENDING = ("rating_id", "receipt_digest")
Rows = list[tuple[object, ...]]


class Chunk(NamedTuple):
    """Rows of `RATING`, and of `LEAF` or `PENDING`."""

    ratings: Rows
    leaves: Rows
    pending: Rows


@dataclass(frozen=True, slots=True)
class Place:
    """A desk as far as its ratings need it.

    Attributes:
        weight: How busy it is, in ratings of its whole time.
        holders: (row of the official, code, first day), early first.
    """

    counter: int
    code: str
    field: int
    field_code: str
    first: int
    last: int
    weight: float
    holders: tuple[tuple[int, str, int], ...]

    @property
    def per_day(self) -> float:
        """How busy it is on a day."""
        return self.weight / max(1, self.last - self.first)

    def holder(self, day: int) -> tuple[int, str]:
        """Row and code of the official who sits there on a day."""
        return next((row, code) for row, code, since in reversed(self.holders) if since <= day)

    @classmethod
    def of(cls, desk: Desk, officials: dict[int, str]) -> "Place":
        """The place of a desk of the demonstration."""
        first, last = clock.day_number(desk.first), clock.day_number(desk.last)
        return cls(
            counter=desk.counter.pk,
            code=desk.counter.code,
            field=desk.fields[0].pk,
            field_code=desk.fields[0].code,
            first=first,
            last=last,
            weight=desk.per_day * max(0, last - first),
            holders=tuple(
                (row, officials[row], clock.day_number(since)) for row, since in desk.holders
            ),
        )


def lately(places: Sequence[Place]) -> list[Place]:
    """The places that are open still, in their last two days: where waiting ratings come from."""
    newest = max(place.last for place in places)
    return [replace(place, first=newest - 1) for place in places if place.last == newest]


def chunk(places: Sequence[Place], first_id: int, count: int, *, sealed: bool) -> Chunk:
    """Ratings `first_id` to `first_id + count - 1`, with their leaves or waiting for them."""
    chance = random.Random(first_id)  # noqa: S311  # invents, keeps no secret
    weights = [place.weight for place in places]
    made = Chunk([], [], [])
    for number, place in enumerate(chance.choices(places, weights, k=count), start=first_id):
        row, facts = _rating(place, number, chance)
        receipt = secrets.token_bytes(32)
        made.ratings.append(row)
        if sealed:
            made.leaves.append(_leaf(number, facts, receipt))
        else:
            made.pending.append((number, receipt))
    return made


def _rating(
    place: Place, number: int, chance: random.Random
) -> tuple[tuple[object, ...], RatingFacts]:
    facts = _facts(place, chance)
    official, _ = place.holder(facts.day)
    row = (
        number,
        secrets.token_bytes(16),
        secrets.token_bytes(16),
        secrets.token_bytes(16),
        facts.day,
        place.counter,
        official,
        place.field if facts.field else None,
        1,
        facts.half,
        int(facts.evidence),
        False,
        int(facts.channel),
        int(facts.rater),
        int(Language.VI),
        facts.score,
        facts.spirit,
        facts.attitude,
        facts.conduct,
        facts.tags,
        int(facts.attributed_by),
        *_NEITHER,
    )
    return row, facts


def _facts(place: Place, chance: random.Random) -> RatingFacts:
    """What one person says at a place on some day of its time."""
    day = chance.randint(place.first, place.last)
    score = chance.choice(_SCORES)
    answered = chance.random() < 0.4
    spirit, attitude, conduct = (score, score, max(1, score - 1)) if answered else _NONE
    evidence, channel = chance.choice(_DOORS)
    return RatingFacts(
        counter=place.code,
        official=place.holder(day)[1],
        attributed_by=AttributedBy.HOLDER,
        field=place.field_code if chance.random() < 0.35 else None,
        form=FORM,
        day=day,
        half=int(chance.random() < 0.4),
        evidence=evidence,
        channel=channel,
        rater=Rater.BUSINESS if chance.random() < 0.12 else Rater.CITIZEN,
        score=score,
        spirit=spirit,
        attitude=attitude,
        conduct=conduct,
        tags=chance.choice(_TAGS),
        apology=None,
        late=False,
        disputed=False,
        assisted=False,
        thanks=False,
        wants_answer=False,
    )


def _leaf(number: int, facts: RatingFacts, receipt: bytes) -> tuple[object, ...]:
    seed = secrets.token_bytes(32)
    entry = Entry(
        kind=Kind.ENTRY,
        subject=number,
        core=of_rating(facts),
        duty=duty_of_rating(facts),
        receipt_digest=receipt,
    )
    return (
        number - 1,
        int(entry.kind),
        number,
        entry.digest(seed),
        seed,
        entry.core,
        entry.duty,
        None,
        receipt,
    )


_SCORES = (1, 2, 3, 3, *[4] * 8, *[5] * 12)
_TAGS = (0, 0, 0, 0, 0, 1, 4, 5, 16, 96, 256)
_DOORS = (
    *[(Evidence.KIOSK, Channel.KIOSK)] * 6,
    *[(Evidence.TICKET, Channel.QR)] * 2,
    (Evidence.OPEN, Channel.QR),
    (Evidence.PAPER, Channel.PAPER),
)
_NEITHER = (False, False, False, False, "", False)
"""Clamped, wants an answer, thanks, assisted, link, has text."""
_NONE: tuple[None, None, None] = (None, None, None)
