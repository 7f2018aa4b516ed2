"""Which service points receive people at an instant."""

from collections import defaultdict
from datetime import date, datetime, time

from nucuoi.foundation import clock
from nucuoi.organisation.models import OpeningHours, ServicePoint
from nucuoi.organisation.queries.units import tree, valid_on
from nucuoi.organisation.rules.hours import usual_hours


def open_points(at: datetime) -> dict[int, str]:
    """Rows of the service points that are open at an instant, each with its name that day.

    As `opening_hours`: points without hours of their own keep the usual ones, public holidays are
    not considered. Points whose unit is not there that day are never open.
    """
    there = clock.local(at)
    units = tree(there.date())
    hours = _own_hours(there.date())
    usual = usual_hours(there.date())
    points = ServicePoint.objects.values_list("pk", "unit__unit")
    return {
        row: units.unit(identity).name
        for row, identity in points
        if identity in units and _covers(hours.get(row, usual), there.time())
    }


def _own_hours(on: date) -> dict[int, list[tuple[time, time]]]:
    """Openings on that day of the points that have hours of their own; empty = closed."""
    found: dict[int, list[tuple[time, time]]] = defaultdict(list)
    rows = valid_on(OpeningHours.objects.all(), on)
    for point, weekday, opens, closes in rows.values_list("point_id", "weekday", "opens", "closes"):
        found[point].extend([(opens, closes)] if weekday == on.weekday() else [])
    return found


def _covers(hours: list[tuple[time, time]], moment: time) -> bool:
    return any(opens <= moment < closes for opens, closes in hours)
