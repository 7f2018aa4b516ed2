"""Which seats a person has on a day, and what the matrix lets a seat do."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from nucuoi.accounts.matrix import ACTIONS, ROUTES, Open, Reach
from nucuoi.accounts.models import RoleGrant, User
from nucuoi.accounts.rules import Role, needs_second_factor
from nucuoi.foundation.seat import Seat


def seats_of(user: User | AnonymousUser, on: date) -> tuple[Seat, ...]:
    """One seat for each role the person holds on that day, oldest grant first; none when anonymous."""
    if not isinstance(user, User):
        return ()
    held = Q(valid_to=None) | Q(valid_to__gt=on)
    grants = RoleGrant.objects.filter(held, user=user, valid_from__lte=on).order_by("id")
    return tuple(
        Seat(username=user.username, role=role, unit=unit)
        for role, unit in grants.values_list("role", "unit")
    )


def first_seat(user: User, on: date) -> Seat:
    """The seat for acts that need no role, such as signing in; without any role its role is empty."""
    seats = seats_of(user, on)
    return seats[0] if seats else Seat(username=user.username, role="")


def reach(seats: Iterable[Seat], action: str) -> list[tuple[Seat, Reach]]:
    """The seats that may do `action`, each with how far it goes; empty means nobody of them may.

    Raises:
        KeyError: If the matrix does not name the action.
    """
    allowed = ACTIONS[action]
    return [
        (seat, allowed[Role(seat.role)])
        for seat in seats
        if seat.role in Role.values and Role(seat.role) in allowed
    ]


def may_open(seats: Iterable[Seat], route: str) -> bool:
    """Whether somebody with these seats, signed in, may call the address (a view's name)."""
    need = ROUTES.get(route)
    if need is None:
        return False
    return isinstance(need, Open) or bool(reach(seats, need))


def must_bring_second_factor(seats: Iterable[Seat]) -> bool:
    """Whether these seats oblige their person to sign in with a one-time code too."""
    return needs_second_factor({seat.role for seat in seats})
