"""Members of staff who ask for a page, without the web server."""

from collections.abc import Callable
from typing import cast

from django.test import RequestFactory

from nucuoi.accounts.actions import make_user
from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.models import User
from nucuoi.accounts.rules import Role
from nucuoi.foundation.seat import SYSTEM, Seat


def reader(
    role: Role, unit: str, *, official: str = "", username: str = ""
) -> Callable[[str], StaffRequest]:
    """Gives the requests of somebody in a role, each for a query; she is made where she is missing.

    Args:
        role: Her role.
        unit: Over which unit she holds it; empty = over none.
        official: Code of the official she is; empty = of none.
        username: Empty = one that says what she is.
    """
    name = username or f"bench.{role.replace('_', '.')}.{unit or 'khong'}"
    user = User.objects.filter(username=name).first() or make_user(
        by=SYSTEM, username=name, full_name="Người đo", official=official
    )

    def ask(query: str = "") -> StaffRequest:
        request = cast("StaffRequest", RequestFactory().get(f"/?{query}"))
        request.user, request.seats = user, (Seat(name, role, unit),)
        return request

    return ask
