"""Whether a seat allows an action on a unit, as the tree stands on a day."""

from collections.abc import Iterable
from datetime import date

from nucuoi.accounts.matrix import ACTIONS, Reach
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.models import Succession, UnitVersion


def check_may(seats: Iterable[Seat], action: str, unit_identity: str, on: date) -> Seat:
    """The first of a person's seats that allows the action on the unit.

    A role reaches its unit and all below it as the tree stands on the day, so it lapses with its
    unit; on earlier days it reaches the units that have passed into its own. What happens without a person (`SYSTEM`) is always allowed. What a role may do to the
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
    raise Forbidden("Vai trò của bạn không cho phép làm việc này tại đơn vị đã chọn.")


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


def _is_within(unit: str, root: str, on: date) -> bool:
    """Whether the unit is, that day, the root or below it, or below one that has passed into it.

    A successor answers for what went before it, and reads its boards. False when the unit is not
    there that day.
    """
    above = _above(unit, on)
    return root in above or (bool(above) and not above.isdisjoint(_passed_into(root)))


def _above(unit: str, on: date) -> set[str]:
    """The unit and all above it that day; empty when it is not there."""
    versions = UnitVersion.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on)
    way: set[str] = set()
    above: str | None = unit
    while above is not None and above not in way:
        row = versions.filter(unit__unit=above).values_list("parent__unit").first()
        if row is None:
            break
        way.add(above)
        above = row[0]
    return way


def _passed_into(unit: str) -> set[str]:
    """Units that have passed into this one, directly or through others."""
    found: set[str] = set()
    latest = {unit}
    while latest:
        rows = Succession.objects.filter(new__unit__in=latest).values_list("old__unit", flat=True)
        latest = set(rows) - found - {unit}
        found |= latest
    return found
