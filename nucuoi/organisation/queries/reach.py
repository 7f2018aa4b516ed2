"""Which units a person's seats reach with an action."""

from collections.abc import Iterable
from datetime import date

from nucuoi.accounts.matrix import Reach
from nucuoi.accounts.permissions import reach
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.queries.units import tree
from nucuoi.organisation.rules.tree import UnitRow


def reached(seats: Iterable[Seat], action: str, on: date) -> list[UnitRow]:
    """All units of a day on which these seats may do the action, by name.

    Raises:
        KeyError: If the matrix does not know the action.
    """
    units = tree(on)
    roots = {"" if how is Reach.EVERYWHERE else seat.unit for seat, how in reach(seats, action)}
    if "" in roots:
        return list(units.rows)
    found = {row.unit for root in roots if root in units for row in units.subtree(root)}
    return [row for row in units.rows if row.unit in found]
