"""Tickets for other systems: minting them, and telling a paired tablet what a number means."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.security import HttpBearer
from pydantic import AwareDatetime, ConfigDict, Field

from nucuoi.accounts.keys import Key
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.ratings.actions.number_tries import ask_number
from nucuoi.ratings.actions.tickets import MOST_AT_ONCE, Minted, Wanted, mint_tickets
from nucuoi.ratings.actions.wishes import Wish, granted
from nucuoi.ratings.errors import Unauthenticated
from nucuoi.ratings.queries.devices import DeviceRow, device_of_token
from nucuoi.ratings.queries.tickets import Invitation

router = Router(tags=["tickets"])


class Device(HttpBearer):
    """Lets a paired tablet in by its token: `Authorization: Device <token>`."""

    openapi_scheme = "device"

    def __call__(self, request: HttpRequest) -> DeviceRow:
        """The device that shows its token.

        Raises:
            Unauthenticated: If there is none, or it has been revoked.
        """
        found: DeviceRow | None = super().__call__(request)
        if found is None:
            raise Unauthenticated("Cần mã của máy đã ghép: Authorization: Device <mã thiết bị>.")
        return found

    def authenticate(self, request: HttpRequest, token: str) -> DeviceRow | None:
        """The device of this token; None = unknown or revoked."""
        return device_of_token(token.strip())


class TicketIn(Schema):
    """The visit that is ending now, and the counter it ends at."""

    model_config = ConfigDict(extra="forbid")

    counter: Annotated[str, Field(min_length=1, max_length=40, description="Mã quầy")]
    field: Annotated[
        str | None, Field(max_length=20, description="Mã lĩnh vực; bỏ trống = theo thủ tục")
    ] = None
    procedure: Annotated[
        str | None, Field(max_length=20, description="Mã thủ tục quốc gia, ví dụ 1.001193")
    ] = None
    late: Annotated[bool, Field(strict=True, description="Hồ sơ trả trễ hạn")] = False
    expires_at: Annotated[
        AwareDatetime | None, Field(description="Mặc định sau 30 ngày; tối đa 366 ngày")
    ] = None
    reference: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=80,
            description="Mã của lượt này ở hệ thống gửi; gửi lại cùng mã nhận lại đúng mã mời cũ",
        ),
    ] = None


class TicketOut(Schema):
    """What is printed or sent to the person; it can only be had again by `reference`."""

    counter: str
    code: Annotated[str, Field(description="128 bit, cho mã QR")]
    number: Annotated[str, Field(description="10 chữ số, chỉ dùng trên máy tại nơi tiếp dân đó")]
    url: str
    expires_at: datetime
    reference: str | None = None


class TicketsIn(Schema):
    """Up to 500 tickets, made all or none."""

    model_config = ConfigDict(extra="forbid")

    tickets: Annotated[list[TicketIn], Field(min_length=1, max_length=MOST_AT_ONCE)]


class TicketsOut(Schema):
    """In the order they were asked for."""

    tickets: list[TicketOut]


class NumberIn(Schema):
    """A number as it was typed; spaces and hyphens do not matter."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[str, Field(min_length=1, max_length=20)]


class Named(Schema):
    """A code with its name; the name is empty when our list does not have the code."""

    code: str
    name: str


class InvitationOut(Schema):
    """What a ticket is about."""

    counter: str
    counter_number: int
    counter_name: str
    field: Named | None
    procedure: Named | None
    late: bool
    uses: Annotated[int, Field(description="Đã dùng mấy lần; từ 1 trở lên, lượt sau là tranh chấp")]
    expires_at: datetime


@router.post(
    "/tickets",
    auth=Key("tickets"),
    response={201: TicketOut, 200: TicketOut},
    url_name="ticket",
    operation_id="mint_ticket",
    summary="Phát hành một mã mời; cùng reference thì nhận lại mã cũ (200)",
)
def ticket(request: HttpRequest, body: TicketIn) -> Status[TicketOut]:
    """Makes an invitation to rate the visit that is ending now."""
    with _fields_named(lambda name: name.removeprefix("0.")):
        [(wanted, minted)] = _mint(request, [body])
    return Status(200 if minted.again else 201, _out(wanted, minted))


@router.post(
    "/tickets/batch",
    auth=Key("tickets"),
    response=TicketsOut,
    url_name="ticket_batch",
    operation_id="mint_tickets",
    summary="Phát hành tối đa 500 mã mời, được tất cả hoặc không mã nào",
)
def ticket_batch(request: HttpRequest, body: TicketsIn) -> TicketsOut:
    """Makes invitations for many visits, all or none."""
    with _fields_named(lambda name: f"tickets.{name}"):
        made = _mint(request, body.tickets)
    return TicketsOut(tickets=[_out(wanted, minted) for wanted, minted in made])


@router.post(
    "/tickets/number",
    auth=Device(),
    response=InvitationOut,
    url_name="ticket_of_number",
    operation_id="read_ticket_number",
    summary="Máy tại nơi tiếp dân hỏi một số mã mời; 5 lần một phút",
)
def ticket_of_number(request: HttpRequest, body: NumberIn) -> Invitation:
    """What the 10-digit number of a ticket is about, for a paired device of the same point."""
    return ask_number(device=_shown(request), text=body.number)


def _mint(request: HttpRequest, asked: Sequence[TicketIn]) -> list[tuple[Wanted, Minted]]:
    wanted = granted([_wish(one) for one in asked])
    return list(zip(wanted, mint_tickets(by=_shown(request), wanted=wanted), strict=True))


def _wish(asked: TicketIn) -> Wish:
    return Wish(
        counter=asked.counter,
        field=asked.field or "",
        procedure=asked.procedure or "",
        late=asked.late,
        expires_at=asked.expires_at,
        reference=asked.reference or "",
    )


def _out(wanted: Wanted, minted: Minted) -> TicketOut:
    return TicketOut(
        counter=wanted.counter.code,
        code=minted.code,
        number=minted.number,
        url=f"{settings.BASE_URL}/v/{minted.code}",
        expires_at=minted.expires_at,
        reference=wanted.reference or None,
    )


def _shown(request: HttpRequest) -> Any:
    """The seat of the key, or the device, that ninja found in the request's credential."""
    return request.auth  # type: ignore[attr-defined]  # set by ninja


@contextmanager
def _fields_named(rename: Callable[[str], str]) -> Iterator[None]:
    """Refusals inside name fields as the body of this call does."""
    try:
        yield
    except (Conflict, Invalid) as refusal:
        refusal.fields = {rename(name): text for name, text in refusal.fields.items()}
        raise
