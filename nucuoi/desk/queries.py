"""What a person may open from her desk, and how she is called there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from nucuoi.accounts.matrix import ROUTES, Open
from nucuoi.accounts.permissions import reach
from nucuoi.accounts.rules import Role, title
from nucuoi.desk.rules import DOORS, TO_COME, Door, Where
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.models import UnitVersion
from nucuoi.organisation.queries import Tree, tree
from nucuoi.organisation.rules.words import Level


@dataclass(frozen=True)
class OpenDoor:
    """A door with its address; `place` is the unit's name, empty for a page of no unit."""

    door: Door
    url: str
    place: str = ""


def open_doors(seats: Sequence[Seat], on: date) -> list[OpenDoor]:
    """The doors these seats open that day, in the order of the table; a unit door once a unit."""
    units = tree(on)
    found: dict[str, OpenDoor] = {}
    for door in DOORS:
        for seat in _seats_for(door, seats):
            opened = _opened(door, seat, units)
            if opened is not None:
                found.setdefault(opened.url, opened)
    return list(found.values())


def to_come(seats: Iterable[Seat]) -> list[str]:
    """What the desks of these roles are for, one sentence a role."""
    roles = dict.fromkeys(seat.role for seat in seats)
    return [TO_COME[Role(role)] for role in roles if role in TO_COME]


def title_of(seats: Sequence[Seat], on: date) -> str:
    """How the bar calls somebody with these seats: "Lãnh đạo · Phường Bắc Giang"."""
    if not seats:
        return ""
    first = seats[0]
    name = unit_name(first.unit, tree(on))
    words = f"{title(first.role)} · {name}" if name else title(first.role)
    return words if len(seats) == 1 else f"{words} (+{len(seats) - 1})"


def unit_name(identity: str, units: Tree) -> str:
    """Name of a unit in that tree, or the last one it had; an unknown identity stays as it is."""
    if not identity or identity in units:
        return units.unit(identity).name if identity else ""
    versions = UnitVersion.objects.filter(unit__unit=identity).order_by("-valid_from")
    return versions.values_list("name", flat=True).first() or identity


def _seats_for(door: Door, seats: Sequence[Seat]) -> list[Seat]:
    need = ROUTES.get(door.view)
    if isinstance(need, Open):
        return list(seats)
    return [seat for seat, _ in reach(seats, need)] if need else []


def _opened(door: Door, seat: Seat, units: Tree) -> OpenDoor | None:
    """The door for one seat; None when its unit is not there."""
    if door.where is Where.NOTHING:
        return OpenDoor(door, reverse(door.view))
    unit = seat.unit or _province(units)
    if unit not in units:
        return None
    return OpenDoor(door, reverse(door.view, args=[unit]), units.unit(unit).name)


def _province(units: Tree) -> str:
    return next((row.unit for row in units.rows if row.level == Level.PROVINCE), "")
