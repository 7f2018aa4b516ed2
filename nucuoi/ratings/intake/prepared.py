"""All that can be worked out about a rating before the writer's turn: digests, bits, codes."""

import base64
import hashlib
import secrets
from uuid import UUID

from msgspec import Struct

from nucuoi.ratings.intake.keyring import Keyring
from nucuoi.ratings.intake.payload import Submission
from nucuoi.ratings.rules import receipt, tickets, times
from nucuoi.ratings.rules.content import Content, fingerprint
from nucuoi.ratings.rules.tickets import Tags
from nucuoi.ratings.rules.words import breach_bits, figure_bits

SALT_BYTES = 32


class Prepared(Struct, frozen=True):
    """A submission with everything that needs neither the snapshot nor the database.

    Attributes:
        code: The receipt code, when the server had to make it.
        sealed_contact: The contact, encrypted; None = none left, or no answer wanted.
        text_salt: Salt of the leaf's text part; None = neither remark nor breach.
    """

    submission: Submission
    uuid: bytes
    content: bytes
    lookup_hash: bytes
    receipt_digest: bytes
    code: str | None
    ticket: Tags
    figure_bits: int
    breach_bits: int
    text_salt: bytes | None
    sealed_contact: bytes | None
    rated_ms: int | None
    sent_ms: int | None
    outbox: bytes | None

    @property
    def has_text(self) -> bool:
        """Whether a remark or a breach came with it."""
        return self.text_salt is not None


def prepare(submission: Submission, keys: Keyring) -> Prepared:
    """Works it all out; pure but for the random salt and the encryption of a contact."""
    uuid = _uuid(submission.id)
    ticket = tickets.read(keys.ticket, submission.ticket) if submission.ticket else Tags()
    bits, breaches = figure_bits(submission.tags), breach_bits(submission.tags)
    code, lookup_key = _receipt(submission, uuid, keys)
    has_text = bool(submission.remark or breaches)
    return Prepared(
        submission=submission,
        uuid=uuid,
        content=fingerprint(_content(submission, ticket, bits)),
        lookup_hash=receipt.stored_hash(keys.receipt, lookup_key),
        receipt_digest=receipt.digest(keys.receipt, uuid, lookup_key),
        code=code,
        ticket=ticket,
        figure_bits=bits,
        breach_bits=breaches,
        text_salt=secrets.token_bytes(SALT_BYTES) if has_text else None,
        sealed_contact=_seal(submission, keys),
        rated_ms=times.to_ms(submission.rated_at) if submission.rated_at else None,
        sent_ms=times.to_ms(submission.sent_at) if submission.sent_at else None,
        outbox=_outbox(submission.outbox) if submission.outbox else None,
    )


def _uuid(text: str) -> bytes:
    """The 16 bytes; `payload.Identity` has seen to its form."""
    return bytes.fromhex(text.replace("-", ""))


def _outbox(name: str) -> bytes:
    """16 bytes that stand for a queue: its UUID, or the beginning of the SHA-256 of its name."""
    try:
        return UUID(name).bytes
    except ValueError:
        return hashlib.sha256(name.encode()).digest()[:16]


def _receipt(submission: Submission, uuid: bytes, keys: Keyring) -> tuple[str | None, bytes]:
    """The code, if the server has to make it, and the lookup key."""
    if submission.receipt is not None:
        return None, base64.urlsafe_b64decode(submission.receipt + "=")
    raw = receipt.server_bytes(keys.receipt, uuid)
    return receipt.show_code(raw), receipt.lookup_of(raw)


def _content(submission: Submission, ticket: Tags, bits: int) -> Content:
    return Content(
        counter=(submission.counter or "").strip().lower(),
        ticket=ticket.code or ticket.number or b"",
        score=submission.score,
        spirit=submission.spirit or 0,
        attitude=submission.attitude or 0,
        conduct=submission.conduct or 0,
        tags=bits,
        wants_answer=submission.wants_answer,
        thanks=submission.thanks,
        apology=submission.apology or "",
        assisted=submission.assisted,
        link=submission.link or "",
        rater=submission.rater,
        channel=submission.channel or "",
        field=submission.field or "",
        form=submission.form or "",
        lang=submission.lang,
    )


def _seal(submission: Submission, keys: Keyring) -> bytes | None:
    """A contact serves to say that an answer waits; where none is wanted it is not kept."""
    if not (submission.contact and submission.wants_answer):
        return None
    return keys.contact.encrypt(submission.contact.encode())
