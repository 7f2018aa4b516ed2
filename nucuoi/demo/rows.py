"""A rating of the demonstration as intake would have stored it, receipt and fingerprint included."""

import secrets
import uuid
from dataclasses import dataclass

from nucuoi.demo.stream import Said
from nucuoi.foundation import clock
from nucuoi.ratings.intake.keyring import Keyring
from nucuoi.ratings.intake.rows import NewRating, Sent, Text
from nucuoi.ratings.rules import receipt
from nucuoi.ratings.rules.content import Content, fingerprint
from nucuoi.ratings.rules.words import (
    AttributedBy,
    Channel,
    Evidence,
    Language,
    Rater,
    breach_bits,
    figure_bits,
)

FORM = "nu-cuoi-1"
"""Code of the questionnaire the demonstration was asked with."""
_CHANNELS = {
    Evidence.KIOSK: Channel.KIOSK,
    Evidence.TICKET: Channel.QR,
    Evidence.OPEN: Channel.QR,
    Evidence.PAPER: Channel.PAPER,
}


@dataclass(frozen=True, slots=True)
class Numbering:
    """Rows that a rating points at: the questionnaire, tablets by counter, tickets in order."""

    form: int
    devices: dict[int, int]


def new_rating(said: Said, keys: Keyring, numbering: Numbering, ticket: int | None) -> NewRating:
    """The row of one rating; `ticket` is the row of its invitation, None for every other door."""
    rating_uuid = uuid.uuid4().bytes
    lookup = receipt.lookup_of(receipt.server_bytes(keys.receipt, rating_uuid))
    day, half = clock.half_day(said.at)
    breaches = breach_bits(said.tags)
    spirit, attitude, conduct = said.dimensions or (None, None, None)
    counter = said.desk.counter
    return NewRating(
        uuid=rating_uuid,
        content=fingerprint(_content(said)),
        lookup_hash=receipt.stored_hash(keys.receipt, lookup),
        day=day,
        half=half,
        counter=counter.pk,
        official=said.desk.holder(clock.day_of(day)),
        field=said.field.pk if said.field else None,
        ticket=ticket,
        form=numbering.form,
        evidence=said.evidence,
        disputed=False,
        channel=_CHANNELS[said.evidence],
        rater=said.rater,
        lang=Language.VI,
        score=said.score,
        spirit=spirit,
        attitude=attitude,
        conduct=conduct,
        tags=figure_bits(said.tags),
        attributed_by=AttributedBy.HOLDER,
        clamped=False,
        apology=None,
        wants_answer=said.wants_answer,
        thanks=said.thanks,
        assisted=said.evidence == Evidence.PAPER,
        link="",
        text=Text(said.text, breaches, secrets.token_bytes(32)) if said.text or breaches else None,
        contact=None,
        sent=_sent(said, numbering),
        receipt_digest=receipt.digest(keys.receipt, rating_uuid, lookup),
    )


def _content(said: Said) -> Content:
    spirit, attitude, conduct = said.dimensions or (0, 0, 0)
    return Content(
        counter=said.desk.counter.code,
        ticket=b"",
        score=said.score,
        spirit=spirit,
        attitude=attitude,
        conduct=conduct,
        tags=figure_bits(said.tags),
        wants_answer=said.wants_answer,
        thanks=said.thanks,
        apology="",
        assisted=said.evidence == Evidence.PAPER,
        link="",
        rater=Rater(said.rater).name.lower(),
        channel=_CHANNELS[said.evidence].name.lower(),
        field=said.field.code if said.field else "",
        form=FORM,
        lang="vi",
    )


def _sent(said: Said, numbering: Numbering) -> Sent:
    at = round(said.at.timestamp() * 1000)
    device = numbering.devices.get(said.desk.counter.pk)
    if said.evidence != Evidence.KIOSK:
        device = None
    return Sent(at + 400, at, at, device, None, None)
