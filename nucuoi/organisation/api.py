"""For other systems: the tree of a day, and how many visits each counter had on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from nucuoi.accounts.keys import Key
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.organisation import queries
from nucuoi.organisation.actions.visits import import_visits
from nucuoi.organisation.queries import UnitRow
from nucuoi.organisation.queries.visit_days import VisitChange
from nucuoi.organisation.rules.visit_file import Line, WrongFile
from nucuoi.organisation.rules.visits import KINDS, MOST, Counts
from nucuoi.organisation.rules.words import Level, VisitSource
from nucuoi.web.api_types import Day

router = Router()

MOST_AT_ONCE = 500

_PROBLEM = {
    "description": "Ngày hoặc cấp không đúng",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["status", "detail", "errors"],
                "properties": {
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "errors": {"type": "object", "additionalProperties": {"type": "string"}},
                },
            }
        }
    },
}


def _level(value: object) -> object:
    if value not in Level.values:
        raise ValueError(f"Cấp phải là một trong: {', '.join(Level.values)}.")
    return value


LevelWord = Annotated[
    str, BeforeValidator(_level), WithJsonSchema({"type": "string", "enum": Level.values})
]


class UnitOut(Schema):
    """A unit in the version of the asked day."""

    unit: str
    official_code: str
    name: str
    level: LevelWord
    kind: str
    parent: str | None
    valid_from: date
    valid_to: date | None


class UnitsOut(Schema):
    """All units of the asked day."""

    units: list[UnitOut]


Number = Annotated[int, Field(ge=0, le=MOST, strict=True)]


class VisitsOfDay(Schema):
    """Visits of one counter on one day; all four counts are said, also when they are 0."""

    model_config = ConfigDict(extra="forbid")

    counter: Annotated[str, Field(min_length=1, max_length=40, description="Mã quầy")]
    on: Annotated[Day, Field(description="Ngày giao dịch, không sau hôm nay")]
    submitted: Annotated[Number, Field(description="Hồ sơ nộp tại quầy")]
    supplemented: Annotated[Number, Field(description="Hồ sơ bổ sung tại quầy")]
    collected: Annotated[Number, Field(description="Kết quả trả tại quầy")]
    online: Annotated[Number, Field(description="Hồ sơ nộp trực tuyến; không tính vào độ phủ")]


class VisitsIn(Schema):
    """Up to 500 days of counters, kept all or none."""

    model_config = ConfigDict(extra="forbid")

    visits: Annotated[list[VisitsOfDay], Field(min_length=1, max_length=MOST_AT_ONCE)]


class VisitsOut(Schema):
    """What became of them."""

    recorded: Annotated[int, Field(description="Ghi mới")]
    corrected: Annotated[int, Field(description="Sửa số đã có; nhật ký giữ số cũ và mới")]
    unchanged: Annotated[int, Field(description="Đã có đúng như vậy")]


@router.get(
    "/units",
    response=UnitsOut,
    url_name="units",
    summary="Đơn vị vào một ngày",
    tags=["units"],
    openapi_extra={"responses": {422: _PROBLEM}},
)
def units(
    request: HttpRequest,
    as_of: Annotated[Day | None, Query(description="Ngày, mặc định hôm nay")] = None,
    level: Annotated[LevelWord | None, Query(description="Chỉ lấy một cấp")] = None,
) -> dict[str, list[UnitRow]]:
    """Units that exist on a day, by name in Vietnamese order, without paging.

    `unit` is our own identity, never used again; the official code of a unit may pass to another.
    `valid_from` and `valid_to` (exclusive, null = open) are those of the version shown.
    """
    return {"units": queries.units_as_of(as_of or clock.today(), level)}


@router.post(
    "/visits",
    auth=Key("visits"),
    response=VisitsOut,
    url_name="visits",
    operation_id="send_visits",
    summary="Gửi số lượt giao dịch theo quầy và ngày; gửi lại là sửa",
    tags=["visits"],
)
def visits(request: HttpRequest, body: VisitsIn) -> VisitsOut:
    """Keeps the counts, all or none, with the key as who keyed them; a correction is audited."""
    try:
        changes = import_visits(by=_key(request), lines=_lines(body.visits), source=VisitSource.API)
    except WrongFile as wrong:
        fields = {f"visits.{place}": text for place, text in wrong.problems.items()}
        raise Invalid("Có dòng chưa đúng, nên chưa ghi gì.", fields=fields) from None
    return _summary(body.visits, changes)


def _key(request: HttpRequest) -> Any:
    """The seat of the key that ninja found in the request."""
    return request.auth  # type: ignore[attr-defined]  # set by ninja


def _lines(days: Sequence[VisitsOfDay]) -> list[Line]:
    """The days as lines of a file, numbered from 0.

    Raises:
        Invalid: If a counter stands twice with the same day.
    """
    lines = [
        Line(place, day.counter, day.on, Counts(**{kind: getattr(day, kind) for kind in KINDS}))
        for place, day in enumerate(days)
    ]
    first: dict[tuple[str, date], int] = {}
    for line in lines:
        if first.setdefault((line.counter, line.on), line.number) != line.number:
            sentence = "Quầy này đã có ở dòng trên, cùng ngày."
            raise Invalid(sentence, fields={f"visits.{line.number}": sentence})
    return lines


def _summary(days: Sequence[VisitsOfDay], changes: Sequence[VisitChange]) -> VisitsOut:
    fresh = sum(change.old is None for change in changes)
    return VisitsOut(
        recorded=fresh, corrected=len(changes) - fresh, unchanged=len(days) - len(changes)
    )
