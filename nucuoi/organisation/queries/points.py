"""Service points: whose they are, where they are and when they are open."""

from dataclasses import dataclass
from datetime import date, time

from nucuoi.foundation.errors import NotFound
from nucuoi.organisation.models import OpeningHours, ServicePoint
from nucuoi.organisation.queries.units import tree, valid_on
from nucuoi.organisation.rules.tree import UnitRow
from nucuoi.organisation.rules.week import USUAL_WEEK
from nucuoi.organisation.rules.words import Level


@dataclass(frozen=True, slots=True)
class PointRow:
    """A service point on a day.

    Attributes:
        unit: Its own identity.
        host: The unit it belongs to.
        place: Where it is; may be empty.
    """

    unit: str
    name: str
    host: UnitRow
    place: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The opening hours of a week.

    Attributes:
        week: Weekday (0 = Monday) to openings; a weekday left out is closed.
        own: False when the usual office hours hold.
        valid_from: Since when; None for the usual ones.
    """

    week: dict[int, list[tuple[time, time]]]
    own: bool
    valid_from: date | None


def point(identity: str, on: date) -> PointRow:
    """The service point of that identity.

    Raises:
        NotFound: If there is no such service point on that day.
    """
    row = tree(on).unit(identity)
    if row.level != Level.SERVICE_POINT:
        raise NotFound("Đây không phải là nơi tiếp dân. Xin kiểm tra lại địa chỉ.")
    place = ServicePoint.objects.filter(unit__unit=identity).values_list("place", flat=True).first()
    return _row(row, place or "", on)


def points_of(host: str, on: date) -> list[PointRow]:
    """Service points that belong to the unit itself, by name; raises NotFound for an unknown unit."""
    rows = [row for row in tree(on).children(host) if row.level == Level.SERVICE_POINT]
    found = ServicePoint.objects.filter(unit__unit__in=[row.unit for row in rows])
    places = dict(found.values_list("unit__unit", "place"))
    return [_row(row, places.get(row.unit, ""), on) for row in rows]


def week_plan(point: str, on: date) -> WeekPlan:
    """The week of opening hours that holds on a day."""
    rows = valid_on(OpeningHours.objects.filter(point__unit__unit=point), on)
    week: dict[int, list[tuple[time, time]]] = {}
    since = None
    for row in rows.order_by("weekday", "opens"):
        week.setdefault(row.weekday, []).append((row.opens, row.closes))
        since = row.valid_from
    usual = {weekday: list(openings) for weekday, openings in USUAL_WEEK.items()}
    return WeekPlan(week or usual, own=bool(week), valid_from=since)


def _row(row: UnitRow, place: str, on: date) -> PointRow:
    if row.parent is None:
        raise NotFound("Nơi tiếp dân này không thuộc đơn vị nào.")
    return PointRow(row.unit, row.name, tree(on).unit(row.parent), place, row.valid_from)
