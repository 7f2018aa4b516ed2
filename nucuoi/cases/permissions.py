"""Which matters a person's seats reach: finer than the matrix, and never a matter about herself.

A unit's matters are read by its head and handlers, an early warning by the head alone; by the head
above once they have climbed there; by the one-stop control once they have climbed to it. What points
to a breach is read by the inspection desk that was chosen for it, and by nobody else.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from nucuoi.accounts.models import User
from nucuoi.accounts.permissions import reach
from nucuoi.accounts.rules import Role
from nucuoi.cases.models import CLIMBED, CaseStanding
from nucuoi.cases.rules.words import Kind, Level
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.queries import tree

READ = "cases.case.read"
_NOBODY = Q(pk__in=())
_OWN = {
    Role.HEAD: (Kind.FEEDBACK, Kind.THANKS, Kind.SUPPORT),
    Role.HANDLER: (Kind.FEEDBACK, Kind.THANKS),
    Role.INSPECTOR: (Kind.ALLEGATION,),
}
"""What is read at one's own desk."""
_CLIMBS = {Role.HEAD: Level.ABOVE, Role.ONE_STOP_CONTROL: Level.PROVINCE}


@dataclass(frozen=True, slots=True)
class Scope:
    """Matters of a kind, on the desks of some units, that have climbed so far.

    Attributes:
        kind: Which decides the desk too: only allegations are with the inspectors.
        units: Identities; a single one where matters need not have climbed.
        level: The lowest, as `rules.words.Level`.
        elsewhere: Whether all desks but those of `units` are meant.
    """

    kind: Kind
    units: frozenset[str]
    level: int
    elsewhere: bool = False

    @property
    def condition(self) -> Q:
        """The condition on `CaseStanding` that holds for them."""
        at = Q(desk_unit__in=sorted(self.units))
        there = Q(kind=self.kind) & (~at if self.elsewhere else at)
        return there & CLIMBED & Q(level__gte=self.level) if self.level else there


def scopes(seats: Iterable[Seat], on: date) -> list[Scope]:
    """What these seats reach that day, matters about the person herself too; none is in two scopes.

    To whom most units of the day belong, the desks of units that have ended do too.
    """
    lowest: dict[tuple[Kind, str], int] = {}
    for seat, _ in reach(seats, READ):
        for kind, unit, level in _of_seat(seat, on):
            lowest[kind, unit] = min(level, lowest.get((kind, unit), level))
    units: dict[tuple[Kind, int, str], set[str]] = defaultdict(set)
    for (kind, unit), level in lowest.items():
        units[kind, level, "" if level else unit].add(unit)
    return [_scope(kind, found, level, on) for (kind, level, _), found in units.items()]


def _scope(kind: Kind, units: set[str], level: int, on: date) -> Scope:
    """By the units or by the others, whichever are fewer."""
    others = {row.unit for row in tree(on).rows} - units if level else units
    if len(others) < len(units):
        return Scope(kind, frozenset(others), level, elsewhere=True)
    return Scope(kind, frozenset(units), level)


def reached(seats: Iterable[Seat], on: date) -> Q:
    """The condition on `CaseStanding` that holds for the matters these seats reach that day."""
    held = tuple(seats)
    found = _NOBODY
    for scope in scopes(held, on):
        found |= scope.condition
    return found & ~about(held)


def about(seats: Iterable[Seat]) -> Q:
    """The condition that holds for matters about the person who sits there."""
    people = User.objects.filter(username__in={seat.username for seat in seats})
    return Q(official__in=set(people.values_list("official", flat=True)) - {""})


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


def _of_seat(seat: Seat, on: date) -> Iterator[tuple[Kind, str, int]]:
    """Kind, unit of the desk and lowest level of what a seat reaches."""
    role = Role(seat.role)
    for kind in _OWN.get(role, ()):
        yield kind, seat.unit, Level.HANDLER
    if role in _CLIMBS:
        units = tree(on)
        for row in units.subtree(seat.unit) if seat.unit in units else ():
            yield Kind.FEEDBACK, row.unit, _CLIMBS[role]
