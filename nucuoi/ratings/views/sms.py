"""`POST /hooks/sms`: where the SMS gateway brings messages; the answer holds what to reply."""

from collections.abc import Mapping
from hmac import compare_digest
from typing import Annotated

import msgspec
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from msgspec import Meta, Struct

from nucuoi.foundation.errors import Invalid, NotFound
from nucuoi.ratings.actions.messages import take_message
from nucuoi.ratings.errors import Malformed, Unauthenticated

_FAULTS = {
    "id": "Cần mã tin nhắn của cổng, 1 đến 200 ký tự.",
    "from": "Cần số điện thoại gửi, 3 đến 40 ký tự.",
    "text": "Cần nội dung tin, nhiều nhất 4.000 ký tự.",
}


class Sms(Struct, frozen=True, rename={"sender": "from"}):
    """A message as gateways hand it on; other fields of theirs are not looked at."""

    id: Annotated[str, Meta(min_length=1, max_length=200)]
    sender: Annotated[str, Meta(min_length=3, max_length=40)]
    text: Annotated[str, Meta(max_length=4000)]


@csrf_exempt
@require_POST
def message(request: HttpRequest) -> JsonResponse:
    """Takes one message in; 200 also when it is no rating, so that it is not sent for ever."""
    _check_secret(request)
    sent = _read(request)
    reply = take_message(message_id=sent.id, sender=sent.sender, text=sent.text)
    return JsonResponse(
        {"status": reply.status, "reply": reply.text}, json_dumps_params={"ensure_ascii": False}
    )


def _check_secret(request: HttpRequest) -> None:
    """Compares in constant time.

    Raises:
        NotFound: If no secret is set: the channel is not open.
        Unauthenticated: If another secret, or none, is shown.
    """
    if not settings.SMS_SECRET:
        raise NotFound("Kênh tin nhắn chưa mở: chưa đặt NUCUOI_SMS_SECRET.")
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    right = compare_digest(shown.strip().encode(), settings.SMS_SECRET.encode())
    if scheme.lower() != "bearer" or not right:
        raise Unauthenticated("Authorization phải có dạng: Bearer <mã bí mật của cổng tin nhắn>.")


def _read(request: HttpRequest) -> Sms:
    """The message in a JSON or form body.

    Raises:
        Malformed: If it is neither.
        Invalid: With every wrong field in `fields`.
    """
    fields = request.POST.dict() if request.POST else _json(request.body)
    try:
        return msgspec.convert(fields, Sms)
    except msgspec.ValidationError:
        wrong = {name: words for name, words in _FAULTS.items() if not _fits(fields, name)}
        raise Invalid("Tin nhắn có trường chưa đúng.", fields=wrong) from None


def _json(body: bytes) -> Mapping[str, object]:
    try:
        return msgspec.json.decode(body, type=dict[str, object])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Malformed("Nội dung gửi lên không phải đối tượng JSON (UTF-8).") from None


def _fits(fields: Mapping[str, object], name: str) -> bool:
    given = {"id": "1", "from": "000", "text": ""} | {name: fields.get(name)}
    try:
        msgspec.convert(given, Sms)
    except msgspec.ValidationError:
        return False
    return True
