"""What a person may reach from a page of the set-up, and the way to it down the tree."""

from datetime import date

from django.urls import reverse

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries
from nucuoi.organisation.permissions import check_may, may
from nucuoi.organisation.queries import UnitRow, tree
from nucuoi.organisation.rules.words import Level
from nucuoi.web.components import Link

READ = "organisation.unit.read"
POINT = "organisation.point.change"
HOURS = "organisation.hours.change"
COUNTER = "organisation.counter.change"
OFFICIAL = "organisation.official.change"
VISITS = "organisation.visit.record"


def seat_for(request: StaffRequest, action: str, unit: str) -> Seat:
    """The seat that allows the action on a unit today; raises Forbidden."""
    return check_may(request.seats, action, unit, clock.today())


def allows(request: StaffRequest, action: str, unit: str) -> bool:
    """Whether one of the person's seats allows it today: buttons that lead nowhere are not shown."""
    return may(request.seats, action, unit, clock.today())


def reached(request: StaffRequest, action: str, on: date) -> list[UnitRow]:
    """All units on which the person may do the action, by name."""
    return queries.reached(request.seats, action, on)


def crumbs(request: StaffRequest, unit: str, *, also: bool = True) -> list[Link]:
    """Links to the units above that the person may open, then to the unit itself.

    Args:
        request: Who asks.
        unit: Identity of the unit or service point.
        also: False leaves the unit itself out.
    """
    units = tree(clock.today())
    way = units.ancestors(unit) + ([units.unit(unit)] if also else [])
    return [Link(_name(row), _url(row)) for row in way if allows(request, READ, row.unit)]


def _name(row: UnitRow) -> str:
    return "Nơi tiếp dân" if row.level == Level.SERVICE_POINT else row.name


def _url(row: UnitRow) -> str:
    view = "point" if row.level == Level.SERVICE_POINT else "unit"
    return reverse(f"organisation:{view}", args=[row.unit])
