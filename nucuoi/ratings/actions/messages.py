"""A message of the SMS gateway becomes a rating; of who sent it a daily hash is kept, for 48 hours."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.conf import settings

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Gone, NotFound
from nucuoi.foundation.keys import load_or_make
from nucuoi.organisation.models import Counter
from nucuoi.ratings.errors import CounterClosed
from nucuoi.ratings.intake import desk, payload
from nucuoi.ratings.intake.credentials import Visitor
from nucuoi.ratings.models import NumberTry, SmsSender
from nucuoi.ratings.rules import sms
from nucuoi.ratings.rules.sms import Fault, Message, Unread

A_DAY = 10
"""Ratings that one number may send in a day: a family shares a phone."""
KEPT_MS = 47 * 3_600_000
"""The worker looks at least once an hour, so that after 48 hours nothing is left."""
_TRY_KEPT_MS = 60_000
_FORM = "NC <mã quầy> <điểm 1 đến 5> <lời nhắn>"

Status = Literal["accepted", "duplicate", "limited", "closed", "unread"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a message, and what its sender is told."""

    status: Status
    text: str


def take_message(*, message_id: str, sender: str, text: str) -> Reply:
    """Takes a message in as a rating of the open channel, or says what is missing.

    Args:
        message_id: The gateway's own; sent again, the message is not counted again.
        sender: The number, which is not kept.
        text: As it was typed.

    Raises:
        Busy: If nothing was stored; the gateway sends the same again.
    """
    found = sms.read(text, Counter.objects.values_list("code", flat=True))
    if isinstance(found, Unread):
        return Reply("unread", _missing(found))
    rating = sms.rating_id(message_id)
    tag = _tag(sender)
    known = SmsSender.objects.filter(rating=rating.bytes).exists()
    if not known and SmsSender.objects.filter(tag=tag).count() >= A_DAY:
        return Reply("limited", _LIMITED)
    reply = _rate(rating, found)
    if reply.status in ("accepted", "duplicate"):
        SmsSender.objects.get_or_create(
            rating=rating.bytes, defaults={"tag": tag, "at_ms": clock.now_ms()}
        )
    return reply


def forget_senders() -> int:
    """Erases what is left of senders after 48 hours, and tries of numbers after a minute.

    Returns:
        How many rows it erased.
    """
    now_ms = clock.now_ms()
    senders, _ = SmsSender.objects.filter(at_ms__lt=now_ms - KEPT_MS).delete()
    tries, _ = NumberTry.objects.filter(at_ms__lt=now_ms - _TRY_KEPT_MS).delete()
    return senders + tries


def _rate(rating: UUID, message: Message) -> Reply:
    said = {
        "id": str(rating),
        "counter": message.counter,
        "score": message.score,
        "channel": "sms",
        "remark": message.text or None,
    }
    try:
        answer = desk.accept(payload.convert(said), Visitor())
    except CounterClosed as closed:
        return Reply("closed", _closed(closed))
    except (Gone, NotFound):  # it opens later
        return Reply("closed", _NOT_OPEN)
    except Conflict:  # the gateway gave two messages one id: the first one stays
        return Reply("duplicate", _THANKS)
    return Reply("accepted" if answer.status == "accepted" else "duplicate", _THANKS)


_THANKS = "Cảm ơn Ông/Bà. Đánh giá đã được ghi."
_NOT_OPEN = "Quầy này chưa mở. Xin xem lại mã quầy in dưới mã QR."
_LIMITED = f"Hôm nay số này đã gửi {A_DAY} đánh giá. Ông/Bà vẫn đánh giá được bằng mã QR hoặc máy tại quầy."


def _missing(found: Unread) -> str:
    if found.fault is Fault.NO_SCORE:
        return (
            f"Xin thêm điểm từ 1 đến 5 sau mã quầy, 5 là rất hài lòng. Ví dụ: NC {found.counter} 5"
        )
    return f"Chưa tìm thấy mã quầy. Xin nhắn: {_FORM}. Mã quầy in dưới mã QR tại quầy."


def _closed(closed: CounterClosed) -> str:
    if closed.successor is None:
        return "Quầy này đã ngừng. Xin xem mã quầy in tại quầy đã phục vụ Ông/Bà."
    heir = closed.successor.code
    return f"Quầy này đã ngừng, quầy tiếp nhận thay là {heir}. Xin nhắn: NC {heir} và điểm 1 đến 5."


def _tag(sender: str) -> bytes:
    key = load_or_make(settings.KEYS, "address")
    return sms.sender_tag(key, clock.day_number(clock.today()), sender)
