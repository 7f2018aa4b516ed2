"""`GET /api/v1/units`: the tree of a day for other systems."""

import re
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import BeforeValidator, WithJsonSchema

from nucuoi.foundation import clock
from nucuoi.organisation import queries
from nucuoi.organisation.queries import UnitRow
from nucuoi.organisation.rules.words import Level

router = Router(tags=["units"])

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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


def _day(value: object) -> date:
    """Only `2025-07-01` is a day; numbers and instants, which pydantic would take, are not."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("Ngày phải ghi dạng 2025-07-01.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("Không có ngày này trong lịch.") from None


def _level(value: object) -> object:
    if value not in Level.values:
        raise ValueError(f"Cấp phải là một trong: {', '.join(Level.values)}.")
    return value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
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


@router.get(
    "/units",
    response=UnitsOut,
    url_name="units",
    summary="Đơn vị vào một ngày",
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
