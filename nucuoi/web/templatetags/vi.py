"""Filters that write numbers and dates the Vietnamese way; the rules are in `web.formats`."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.timezone import is_aware, localtime

from nucuoi.web import formats

register = template.Library()


@register.filter
def vi_number(value: float | None, places: int = 0) -> str:
    """61240 is written 61.240."""
    return formats.number(value, places)


@register.filter
def vi_percent(share: float | None, places: int = 1) -> str:
    """A share from 0 to 1: 0.903 is written 90,3%."""
    return formats.percent(share, places)


@register.filter
def vi_interval(bounds: tuple[float | None, float | None]) -> str:
    """A pair of shares from 0 to 1: (0.88, 0.92) is written 88–92%."""
    return formats.interval(*bounds)


@register.filter
def vi_date(value: date | datetime | None) -> str:
    """15/05/2025, in the time zone of the province."""
    return formats.day(_local(value))


@register.filter
def vi_time(value: time | datetime | None) -> str:
    """7:30, in the time zone of the province."""
    return formats.clock(_local(value))


@register.filter
def vi_size(count: float) -> str:
    """Bytes: 3400000 is written 3,4 MB."""
    return formats.size(count)


@register.filter
def vi_moment(value: datetime | None) -> str:
    """7:30 15/05/2025, in the time zone of the province; empty for None."""
    return formats.moment(_local(value)) if value else ""


@register.filter
def unbroken(text: str) -> str:
    """Keeps a name or a number with its unit on one line."""
    return formats.unbroken(text)


def _local(value: Any) -> Any:
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value
