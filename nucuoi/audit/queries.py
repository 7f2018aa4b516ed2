"""Reading the audit table, newest first, page by page along its numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nucuoi.audit.models import Event
from nucuoi.foundation.clock import HO_CHI_MINH


@dataclass(frozen=True)
class EventRow:
    """One act: who, in which role over which unit, what, on what."""

    id: int
    at: datetime
    actor: str
    role: str
    unit: str
    action: str
    subject: str
    facts: Mapping[str, object]


def events(
    *,
    actors: Collection[str] | None = None,
    first: date | None = None,
    last: date | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[EventRow]:
    """Acts, newest first.

    Args:
        actors: User names of those who acted; None = everybody.
        first: First day, in Viet Nam; None = from the beginning.
        last: Last day, included; None = until now.
        before: Only rows with a smaller number: the number of the last row of the page before.
        limit: At most so many.
    """
    rows = Event.objects.order_by("-id")
    if actors is not None:
        rows = rows.filter(actor__in=actors)
    if first is not None:
        rows = rows.filter(at__gte=_midnight(first))
    if last is not None:
        rows = rows.filter(at__lt=_midnight(last + timedelta(days=1)))
    if before is not None:
        rows = rows.filter(id__lt=before)
    columns = ("id", "at", "actor", "role", "unit", "action", "subject", "facts")
    return [EventRow(*row) for row in rows.values_list(*columns)[:limit]]


def last_at(acts: Collection[str], since: datetime | None = None) -> datetime | None:
    """When one of these acts was last done; None = never, or not after `since`."""
    rows = Event.objects.filter(action__in=acts)
    if since is not None:
        rows = rows.filter(at__gte=since)
    return rows.order_by("-id").values_list("at", flat=True).first()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HO_CHI_MINH)
