"""Types that calls of several rooms take."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
