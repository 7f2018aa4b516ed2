"""Calls of the tablets: pairing, reporting, handing over what is held, signing on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST
from msgspec import Meta, Struct

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.kiosk import actions
from nucuoi.kiosk.actions.held import Held
from nucuoi.kiosk.actions.reports import Report
from nucuoi.kiosk.queries.devices import taken_in
from nucuoi.kiosk.queries.tablet import Settings, settings_of
from nucuoi.ratings.errors import Malformed, Unauthenticated
from nucuoi.ratings.intake.payload import Identity, Instant, Sequence53
from nucuoi.ratings.queries import DeviceRow, device_of_token

_Read = TypeVar("_Read", bound=Struct)
Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class PairCall(Struct, frozen=True, forbid_unknown_fields=True):
    """A pairing code as it was typed."""

    code: Annotated[str, Meta(max_length=20)]


class Paired(Struct, frozen=True):
    """The token of the new device; shown this once."""

    token: str


class ReportCall(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a tablet says of itself."""

    sent_at: Instant
    version: Annotated[str, Meta(max_length=20)]
    outbox: Identity | None = None
    made: Sequence53 = 0
    waiting: Count = 0
    held: Count = 0
    repeats: Count = 0
    full: bool = False
    settings: Annotated[str, Meta(max_length=16)] = ""
    """`hash` of the settings it has; they are sent again only when that has changed."""


class Reported(Struct, frozen=True, omit_defaults=True):
    """Our clock, and new settings when there are any."""

    now: datetime
    settings: Settings | None = None


class HeldCall(Struct, frozen=True, forbid_unknown_fields=True):
    """One item of the held list."""

    rating: dict[str, Any]
    status: Literal["conflict", "invalid", "unknown_counter", "closed"]
    errors: dict[str, str] = {}


class HeldCalls(Struct, frozen=True, forbid_unknown_fields=True):
    """The held list, or a part of it."""

    held: Annotated[list[HeldCall], Meta(max_length=500)]


class HeldKept(Struct, frozen=True):
    """Which of them are here now."""

    ids: list[str]


class TakenCall(Struct, frozen=True, forbid_unknown_fields=True):
    """Held ratings that a tablet still lists, by their ids."""

    ids: Annotated[list[Annotated[str, Meta(max_length=36)]], Meta(max_length=500)]


class Taken(Struct, frozen=True):
    """Those of them that have become ratings after all: the tablet may let go of these."""

    ids: list[str]


class SignOnCall(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Signing on, or off with an empty code; `at` and `sent_at` by the tablet's clock."""

    id: Identity
    counter: Annotated[str, Meta(min_length=1, max_length=40)]
    code: Annotated[str, Meta(max_length=20)] = ""
    at: Instant
    sent_at: Instant


class SignedOn(Struct, frozen=True):
    """Who it was; empty = signed off."""

    full_name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the API's document describes it.

    Attributes:
        refusals: Statuses besides those of a body that cannot be read.
    """

    name: str
    summary: str
    sent: type[Struct]
    answer: type[Struct]
    refusals: tuple[int, ...]


CALLS = (
    Call("pair", "Đổi mã ghép dùng một lần lấy mã thiết bị", PairCall, Paired, (404,)),
    Call("report", "Máy tự báo tình trạng, nhận nội dung mới", ReportCall, Reported, (401,)),
    Call("held", "Gửi bản sao các đánh giá máy chủ chưa nhận", HeldCalls, HeldKept, (401,)),
    Call("held/taken", "Hỏi đánh giá nào trong số đó nay đã được nhận", TakenCall, Taken, (401,)),
    Call("sign-on", "Đăng nhập quầy; mã rỗng là đăng xuất", SignOnCall, SignedOn, (401, 404, 429)),
)

View = Callable[[HttpRequest], HttpResponse]


def _call(view: View) -> View:
    """A call of a program: POST, no session, no form of another site to fear."""
    return csrf_exempt(require_POST(view))


@_call
def pair(request: HttpRequest) -> HttpResponse:
    """A one-time code becomes the token of a device."""
    return _answer(Paired(actions.use_pairing_code(code=_read(request, PairCall).code)))


@_call
@gzip_page
def report(request: HttpRequest) -> HttpResponse:
    """Keeps what the tablet says of itself; answers with our clock and what it works by."""
    device = _device(request)
    said = _read(request, ReportCall)
    arrived = clock.now()
    actions.keep_report(
        device=device.id, report=_report(said), arrived_ms=int(arrived.timestamp() * 1000)
    )
    known = settings_of(device)
    fresh = None if known["hash"] == said.settings else known
    return _answer(Reported(arrived, fresh))


@_call
def held(request: HttpRequest) -> HttpResponse:
    """Takes copies of ratings that intake refused."""
    device = _device(request)
    items = [_held(one) for one in _read(request, HeldCalls).held]
    actions.keep_held(device=device.id, items=items)
    return _answer(HeldKept([item.uuid for item in items]))


@_call
def taken(request: HttpRequest) -> HttpResponse:
    """Says which held ratings staff have taken in."""
    _device(request)
    return _answer(Taken(taken_in(_read(request, TakenCall).ids)))


@_call
def sign_on(request: HttpRequest) -> HttpResponse:
    """An official signs on at a counter, or off."""
    device = _device(request)
    said = _read(request, SignOnCall)
    claim = actions.Claim(said.id.lower(), said.counter, said.code, _corrected(said))
    return _answer(SignedOn(actions.take_claim(device=device, claim=claim).full_name))


def _report(said: ReportCall) -> Report:
    return Report(
        sent_ms=int(said.sent_at.timestamp() * 1000),
        version=said.version,
        outbox=UUID(said.outbox).bytes if said.outbox else None,
        made=said.made,
        waiting=said.waiting,
        held=said.held,
        repeats=said.repeats,
        full=said.full,
    )


def _held(one: HeldCall) -> Held:
    identity = one.rating.get("id")
    if not isinstance(identity, str) or not 0 < len(identity) <= 36 or "\0" in identity:
        raise Invalid("Mỗi đánh giá phải có id.", fields={"held": "Thiếu id."})
    return Held(identity, one.status, one.errors, one.rating)


def _corrected(said: SignOnCall) -> datetime:
    """The moment by our own clock: as wrong as the tablet's is now, it was then."""
    behind = clock.now() - said.sent_at
    try:
        return said.at + behind
    except OverflowError:
        return clock.now()


def _device(request: HttpRequest) -> DeviceRow:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    device = device_of_token(token.strip()) if scheme.lower() == "device" else None
    if device is None:
        raise Unauthenticated("Thiết bị chưa được ghép hoặc đã bị thu hồi. Xin báo quản trị.")
    return device


def _read(request: HttpRequest, struct: type[_Read]) -> _Read:
    try:
        return msgspec.json.decode(request.body, type=struct)
    except msgspec.ValidationError as wrong:
        field = str(wrong).rpartition("$.")[2].strip("`") if "$." in str(wrong) else "body"
        raise Invalid("Có trường chưa đúng.", fields={field: "Giá trị không đúng."}) from None
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Malformed("Nội dung gửi lên không phải JSON (UTF-8) đúng.") from None


def _answer(content: Struct) -> HttpResponse:
    response = HttpResponse(msgspec.json.encode(content), content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response
