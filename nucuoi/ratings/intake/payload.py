"""What a sender may say, as msgspec types, and how a body becomes one of them.

Two ways: a fast one for what is right, and `faults` for what is not, which names every wrong field.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.errors import Malformed
from nucuoi.ratings.intake import faults, halves
from nucuoi.ratings.rules import text

BATCH_LIMIT = 500

_Read = TypeVar("_Read")

Identity = Annotated[
    str,
    Meta(
        max_length=36,
        pattern="^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
    ),
]
Step = Annotated[int, Meta(ge=1, le=5)]
Instant = Annotated[datetime, Meta(tz=True)]
ShortCode = Annotated[str, Meta(min_length=1, max_length=40)]
Tag = Literal[
    "chao", "xin_loi", "cam_on", "xin_phep", "mim_cuoi", "nhe_nhang", "lang_nghe", "giup_do",
    "thieu_chao", "thieu_xin_loi", "thieu_cam_on", "thieu_xin_phep",
    "thieu_mim_cuoi", "thieu_nhe_nhang", "thieu_lang_nghe", "thieu_giup_do",
    "gay_kho_khan", "voi_vinh", "keo_dai", "tho_o",
]  # fmt: skip
Sequence53 = Annotated[int, Meta(ge=0, le=2**53 - 1)]
LookupKey = Annotated[str, Meta(min_length=43, max_length=43, pattern=r"^[0-9A-Za-z_-]+$(?!\n)")]


class Submission(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rating as it is sent (design §6). None and absent are the same."""

    id: Identity
    """UUID made by the sender: sending it twice is harmless."""
    counter: ShortCode | None = None
    ticket: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    """Code or 10-digit number of an invitation; its counter holds before `counter`."""
    score: Step
    spirit: Step | None = None
    attitude: Step | None = None
    conduct: Step | None = None
    tags: Annotated[list[Tag], Meta(max_length=40)] = []
    remark: Annotated[str, Meta(extra_json_schema={"maxLength": text.REMARK_LIMIT})] | None = None
    """At most 2,000 characters, counted in NFC after `rules.text.clean`."""
    wants_answer: bool = False
    thanks: bool = False
    contact: Annotated[str, Meta(extra_json_schema={"maxLength": text.CONTACT_LIMIT})] | None = None
    """Only with `wants_answer`."""
    apology: Literal["yes", "no", "unknown"] | None = None
    """Only beside a ticket; dropped when the ticket turns out not to be of a late dossier."""
    assisted: bool = False
    link: Annotated[str, Meta(max_length=40, pattern=r"^[0-9A-Za-z_-]+$(?!\n)")] | None = None
    rater: Literal["citizen", "business"] = "citizen"
    channel: Literal["kiosk", "web", "qr", "link", "sms", "paper"] | None = None
    """None: `kiosk` from a device, `paper` from staff, else `web`. Only staff may say `paper`."""
    field: Annotated[str, Meta(min_length=1, max_length=20)] | None = None
    form: ShortCode | None = None
    lang: Literal["vi", "en", "zh", "ko"] = "vi"
    rated_at: Instant | None = None
    """Sender's clock at the rating, RFC 3339 with its offset."""
    sent_at: Instant | None = None
    """Sender's clock at the sending; tells how wrong it is."""
    outbox: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    """The device's queue, a UUID or any short name; it tells nothing without `seq`."""
    seq: Sequence53 | None = None
    receipt: LookupKey | None = None
    """Lookup key of a code the device made, 32 bytes base64url without padding."""


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """What a device sends at once; each rating is read by itself, so that one cannot hurt another."""

    ratings: Annotated[list[msgspec.Raw], Meta(max_length=BATCH_LIMIT)]


@dataclass(frozen=True, slots=True)
class Item:
    """One rating of a batch: either what it says, or why it cannot be taken."""

    id: str | None
    submission: Submission | None
    refusal: Invalid | None


_SUBMISSION = msgspec.json.Decoder(Submission)
_BATCH = msgspec.json.Decoder(Batch)
_UNREADABLE = (msgspec.DecodeError, ValueError, RecursionError)


def decode(body: bytes) -> Submission:
    """The rating in a JSON body, its texts cleaned.

    Raises:
        Malformed: If it is no JSON in UTF-8.
        Invalid: With every wrong field in `fields`.
    """
    return _mending(_submission, body)


def _mending(read: Callable[[bytes], _Read], body: bytes) -> _Read:
    """What `read` makes of the body; where it cannot, of the body with half characters mended."""
    try:
        return read(body)
    except Malformed:
        mended = halves.mended(body)
        if mended is None:
            raise
    return read(mended)


def _submission(body: bytes | msgspec.Raw) -> Submission:
    try:
        submission = _SUBMISSION.decode(body)
    except msgspec.ValidationError:
        raise faults.refusal(_plain(body), Submission) from None
    except _UNREADABLE:
        raise Malformed(faults.NO_JSON) from None
    return _settled(submission)


def convert(fields: Mapping[str, object]) -> Submission:
    """The rating in a mapping of JSON values (as a form makes it); raises as `decode`."""
    try:
        body = msgspec.json.encode(fields)
    except UnicodeEncodeError:
        raise Invalid("Nội dung có ký tự hỏng. Xin gõ lại.") from None
    return decode(body)


def decode_batch(body: bytes) -> list[Item]:
    """The ratings in a batch, in their order; what cannot be read of one is its refusal.

    Raises:
        Malformed: If the body, or any rating in it, is no JSON in UTF-8.
        Invalid: If it is not `{"ratings": [… ≤ 500]}`.
    """
    return _mending(_items, body)


def _items(body: bytes) -> list[Item]:
    try:
        items = _BATCH.decode(body).ratings
    except msgspec.ValidationError:
        raise faults.batch_refusal(_plain(body)) from None
    except _UNREADABLE:
        raise Malformed(faults.NO_JSON) from None
    return [_item(raw) for raw in items]


def _item(raw: msgspec.Raw) -> Item:
    try:
        submission = _submission(raw)
    except Invalid as refusal:
        return Item(_claimed_id(raw), None, refusal)
    return Item(submission.id, submission, None)


def _claimed_id(raw: msgspec.Raw) -> str | None:
    """The id that a wrong rating gives itself, so that its sender finds it again; None = no text."""
    content = _plain(raw)
    claimed = content.get("id") if isinstance(content, dict) else None
    return claimed[:64] if isinstance(claimed, str) else None


def _settled(submission: Submission) -> Submission:
    """Checks what holds between fields, and cleans the texts."""
    wrong = faults.across(partial(getattr, submission))
    if wrong:
        raise faults.invalid(wrong)
    if submission.remark is None and submission.contact is None:
        return submission
    return msgspec.structs.replace(
        submission,
        remark=_cleaned(submission.remark),
        contact=_cleaned(submission.contact),
    )


def _cleaned(given: str | None) -> str | None:
    return text.clean(given) or None if given else None


def _plain(body: bytes | msgspec.Raw) -> object:
    """The body as plain values, for the slow path.

    Raises:
        Malformed: If it is no JSON in UTF-8.
    """
    try:
        return faults.plain(bytes(body))
    except _UNREADABLE:
        raise Malformed(faults.NO_JSON) from None
