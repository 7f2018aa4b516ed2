"""Who sees figures of people (the head of their own unit alone), and who acts upon which flags."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from nucuoi.accounts.permissions import reach
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import permissions
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import Tree
from nucuoi.organisation.rules.words import Level

PEOPLE = "scores.people.read"


def may_see_people(seats: Iterable[Seat], unit: str, tree: Tree) -> bool:
    """Whether one of the seats heads the unit itself, or the unit whose service point it is."""
    row = tree.unit(unit)
    own = {unit, row.parent} if row.level == Level.SERVICE_POINT else {unit}
    return any(seat.unit in own for seat, _ in reach(seats, PEOPLE))


def seat_over(seats: Iterable[Seat], action: str, unit: str, today: date) -> Seat:
    """The seat from which somebody may do this to a unit, or to what it passed into, today.

    Raises:
        Forbidden: If none of the seats may.
    """
    held = tuple(seats)
    for one in (unit, *organisation.carried_over([unit], today)[unit]):
        if permissions.may(held, action, one, today):
            return permissions.check_may(held, action, one, today)
    raise Forbidden("Vai trò của Ông/Bà không cho phép làm việc này tại đơn vị đã chọn.")


def may_over(seats: Iterable[Seat], action: str, unit: str, today: date) -> bool:
    """Whether `seat_over` would find a seat."""
    with suppress(Forbidden):
        seat_over(seats, action, unit, today)
        return True
    return False
