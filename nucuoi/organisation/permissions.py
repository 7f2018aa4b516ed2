"""Whether a seat allows an action on a unit, as the tree stands on a day."""

from collections.abc import Iterable
from datetime import date

from nucuoi.accounts.matrix import ACTIONS, Reach
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.models import UnitVersion


def check_may(seats: Iterable[Seat], action: str, unit_identity: str, on: date) -> Seat:
    """The first of a person's seats that allows the action on the unit.

    A role reaches its unit and all below it as the tree stands on the day, so it lapses with its
    unit. What happens without a person (`SYSTEM`) is always allowed. What a role may do to the
    person herself only is not decided here.

    Args:
        seats: All seats the person holds on the day.
        action: A key of `accounts.matrix.ACTIONS`.
        unit_identity: Identity of the unit acted on; empty = the whole installation.
        on: The day whose tree counts.

    Raises:
        Forbidden: If none of them allows it.
        KeyError: If the matrix does not know the action.
    """
    for seat in seats:
        if seat == SYSTEM or _allows(seat, action, unit_identity, on):
            return seat
    raise Forbidden("Vai trò của Ông/Bà không cho phép làm việc này tại đơn vị đã chọn.")


def may(seats: Iterable[Seat], action: str, unit_identity: str, on: date) -> bool:
    """Whether `check_may` would find a seat."""
    try:
        check_may(seats, action, unit_identity, on)
    except Forbidden:
        return False
    return True


def _allows(seat: Seat, action: str, unit_identity: str, on: date) -> bool:
    reaches = {str(role): reach for role, reach in ACTIONS[action].items()}
    match reaches.get(seat.role):
        case Reach.EVERYWHERE:
            return True
        case Reach.UNIT:
            return not seat.unit or _is_within(unit_identity, seat.unit, on)
        case _:
            return False


def _is_within(unit: str, ancestor: str, on: date) -> bool:
    """Whether the unit is `ancestor` or below it; False when either is not there that day."""
    versions = UnitVersion.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on)
    above: str | None = unit
    while above is not None:
        row = versions.filter(unit__unit=above).values_list("parent__unit").first()
        if row is None or above == ancestor:
            return row is not None
        above = row[0]
    return False
