"""The row of a rating, once it is known what it is about."""

from nucuoi.ratings.intake.attribution import Attribution
from nucuoi.ratings.intake.credentials import Sender
from nucuoi.ratings.intake.prepared import Prepared
from nucuoi.ratings.intake.registry import Snapshot
from nucuoi.ratings.intake.rows import NewRating, Sent, Text
from nucuoi.ratings.intake.visits import Visit
from nucuoi.ratings.rules.words import Apology, Channel, Evidence, Language, Rater

_APOLOGIES = {word.name.lower(): word for word in Apology}
_CHANNELS = {word.name.lower(): word for word in Channel}
_LANGUAGES = {word.name.lower(): word for word in Language}
_RATERS = {word.name.lower(): word for word in Rater}


def draft(
    sent: Prepared,
    sender: Sender,
    arrived_ms: int,
    visit: Visit,
    *,
    attribution: Attribution,
    disputed: bool,
    snapshot: Snapshot,
) -> NewRating:
    """All columns of the rating and of its companions."""
    said, moment = sent.submission, visit.moment
    official, attributed_by = attribution
    return NewRating(
        uuid=sent.uuid,
        content=sent.content,
        lookup_hash=sent.lookup_hash,
        day=visit.day,
        half=visit.half,
        counter=visit.counter.id,
        official=official,
        field=_field(sent, visit, snapshot),
        ticket=visit.ticket.id if visit.ticket else None,
        form=snapshot.forms[said.form] if said.form else None,
        evidence=evidence(visit, sender),
        disputed=disputed,
        channel=_channel(sent, sender),
        rater=_RATERS[said.rater],
        lang=_LANGUAGES[said.lang],
        score=said.score,
        spirit=said.spirit,
        attitude=said.attitude,
        conduct=said.conduct,
        tags=sent.figure_bits,
        attributed_by=attributed_by,
        clamped=moment.clamped,
        apology=_apology(sent, visit),
        wants_answer=said.wants_answer,
        thanks=said.thanks,
        assisted=said.assisted,
        link=said.link or "",
        text=_text(sent),
        contact=sent.sealed_contact,
        sent=_sent(sent, sender, arrived_ms),
        receipt_digest=sent.receipt_digest,
    )


def evidence(visit: Visit, sender: Sender) -> Evidence:
    """The evidence class: from the credential, never from what the sender claims."""
    if visit.ticket is not None:
        return Evidence.TICKET
    if sender.device is not None:
        return Evidence.KIOSK
    return Evidence.PAPER if sender.staff else Evidence.OPEN


def _field(sent: Prepared, visit: Visit, snapshot: Snapshot) -> int | None:
    """The ticket's field, else the person's own pick; never guessed from the counter."""
    if visit.ticket is not None and visit.ticket.field is not None:
        return visit.ticket.field
    said = sent.submission.field
    return snapshot.fields[said] if said else None


def _channel(sent: Prepared, sender: Sender) -> Channel:
    if sent.submission.channel is not None:
        return _CHANNELS[sent.submission.channel]
    if sender.device is not None:
        return Channel.KIOSK
    return Channel.PAPER if sender.staff else Channel.WEB


def _apology(sent: Prepared, visit: Visit) -> Apology | None:
    said, ticket = sent.submission.apology, visit.ticket
    return _APOLOGIES[said] if said and ticket and ticket.late else None


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
