"""Which matters a person's seats reach: finer than the matrix, and never a matter about herself.

A unit's matters are read by its head and handlers, an early warning by the head alone; by the head
above once they have climbed there; by the one-stop control once they have climbed to it. What points
to a breach is read by the inspection desk that was chosen for it, and by nobody else.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from nucuoi.accounts.models import User
from nucuoi.accounts.permissions import reach
from nucuoi.accounts.rules import Role
from nucuoi.cases.models import CaseStanding
from nucuoi.cases.rules.words import Desk, Kind, Level
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.queries import tree

READ = "cases.case.read"
_NOBODY = Q(pk__in=())
_CLIMBS = {Role.HEAD: Level.ABOVE, Role.ONE_STOP_CONTROL: Level.PROVINCE}


def reached(seats: Iterable[Seat], on: date) -> Q:
    """The condition on `CaseStanding` that holds for the matters these seats reach that day."""
    found = _NOBODY
    held = [seat for seat, _ in reach(seats, READ)]
    for seat in held:
        found |= _of_seat(seat, on)
    return found & ~_about(held) if held else _NOBODY


def seat_for(seats: Iterable[Seat], case: int, on: date) -> Seat:
    """The first of a person's seats that reaches the matter.

    Raises:
        NotFound: If none does: that there is such a matter is not said either.
    """
    for seat in seats:
        if seat == SYSTEM or CaseStanding.objects.filter(reached([seat], on), pk=case).exists():
            return seat
    raise NotFound("Không tìm thấy phản ánh này trong phần việc của Ông/Bà.")


def reaches(seats: Iterable[Seat], cases: Collection[int], on: date) -> set[int]:
    """Those of the matters that these seats reach that day."""
    found = CaseStanding.objects.filter(reached(seats, on), pk__in=cases)
    return set(found.values_list("pk", flat=True))


def official_of(username: str) -> str:
    """Code of the official somebody is; empty = none."""
    found = User.objects.filter(username=username).values_list("official", flat=True).first()
    return found or ""


def _about(seats: Iterable[Seat]) -> Q:
    """Matters about the person who sits there."""
    officials = {official_of(seat.username) for seat in seats} - {""}
    return Q(case__official__in=officials) | Q(named__in=officials)


def _of_seat(seat: Seat, on: date) -> Q:
    if seat.role == Role.INSPECTOR:
        return Q(desk=Desk.INSPECTION, kind=Kind.ALLEGATION, desk_unit=seat.unit)
    theirs = Q(desk=Desk.UNIT) & ~Q(kind=Kind.ALLEGATION)
    own = theirs if seat.role == Role.HEAD else theirs & ~Q(kind=Kind.SUPPORT)
    found = own & Q(desk_unit=seat.unit) if seat.role in (Role.HEAD, Role.HANDLER) else _NOBODY
    climbs = _CLIMBS.get(Role(seat.role))
    if climbs is not None:
        found |= theirs & Q(kind=Kind.FEEDBACK, level__gte=climbs) & _within(seat.unit, on)
    return found


def _within(unit: str, on: date) -> Q:
    units = tree(on)
    if unit not in units:
        return _NOBODY
    return Q(desk_unit__in=[row.unit for row in units.subtree(unit)])
