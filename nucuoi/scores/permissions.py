"""Who sees figures of people: the head of their own unit, and nobody above or beside."""

from collections.abc import Iterable

from nucuoi.accounts.permissions import reach
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.queries import Tree
from nucuoi.organisation.rules.words import Level

PEOPLE = "scores.people.read"


def may_see_people(seats: Iterable[Seat], unit: str, tree: Tree) -> bool:
    """Whether one of the seats heads the unit itself, or the unit whose service point it is."""
    row = tree.unit(unit)
    own = {unit, row.parent} if row.level == Level.SERVICE_POINT else {unit}
    return any(seat.unit in own for seat, _ in reach(seats, PEOPLE))
