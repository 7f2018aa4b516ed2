"""The fixed cast of the tests: one person for each role, made through the product's own actions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from nucuoi.accounts import actions
from nucuoi.accounts.models import User
from nucuoi.accounts.queries import totp_of
from nucuoi.accounts.rules import HELD_OVER_A_UNIT, Role, needs_second_factor
from nucuoi.foundation.seat import SYSTEM, Seat

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

PASSWORD = "mot cau de nho trong cac bai thu"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
UNIT = "bg-07210-2021"
"""Where the cast works unless a test says otherwise; it need not exist in the database."""
SINCE = date(2021, 1, 1)

FULL_NAMES = {
    Role.OFFICIAL: "Hoàng Thị Mơ",
    Role.HEAD: "Dương Quang Vinh",
    Role.HANDLER: "Trần Thu Hà",
    Role.HOME_AFFAIRS: "Nguyễn Đức Lương",
    Role.ONE_STOP_CONTROL: "Phạm Hải Yến",
    Role.INSPECTOR: "Lê Văn Chính",
    Role.COUNCIL: "Vũ Thị Ánh",
    Role.CHAIR_OFFICE: "Đỗ Minh Khôi",
    Role.SUPERVISOR: "Giáp Thị Sen",
    Role.PRESS: "Ngô Bảo Châu Anh",
    Role.ASSOCIATION: "Thân Văn Hùng",
    Role.ADMIN: "Ong Thế Kiên",
}


@dataclass(frozen=True)
class Member:
    """A person of the cast and the seat she acts from."""

    user: User
    seat: Seat


def person(role: str, unit: str | None = None, username: str = "") -> Member:
    """The member of a role, made when first asked for.

    Args:
        role: One of `accounts.rules.Role`.
        unit: Where she holds it; None = the cast's unit, or everywhere for roles of no unit.
        username: Another than the role's own, for a second person in the same role.
    """
    over = (UNIT if role in HELD_OVER_A_UNIT else "") if unit is None else unit
    username = username or role.replace("_", "-")
    user = User.objects.filter(username=username).first() or _make(role, over, username)
    return Member(user, Seat(username=username, role=role, unit=over))


def signed_in(member: Member) -> Client:
    """A client in the member's own session, second factor brought where the role needs it."""
    client = Client()
    client.force_login(member.user)
    session = client.session
    session["second_factor"] = totp_of(member.user)
    session.save()
    return client


def session_cookie(member: Member, origin: str) -> "SetCookieParam":
    """The cookie of such a session as Playwright's `add_cookies` takes it."""
    cookie = signed_in(member).cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": origin}


@pytest.fixture
def client_of(db: None) -> Callable[..., Client]:
    """`client_of(role, unit=…)`: a client signed in as the cast's member of that role."""

    def client(role: str, unit: str | None = None, username: str = "") -> Client:
        return signed_in(person(role, unit, username))

    return client


def _make(role: str, unit: str, username: str) -> User:
    name = FULL_NAMES[Role(role)]
    user = actions.make_user(by=SYSTEM, username=username, full_name=name, password=PASSWORD)
    actions.grant_role(by=SYSTEM, username=username, role=role, unit=unit, valid_from=SINCE)
    if needs_second_factor({role}):
        actions.set_totp(by=SYSTEM, username=username, secret=TOTP_SECRET)
    return user
