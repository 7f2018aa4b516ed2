"""The Front's seat is hers alone: made by a link at installation, kept by herself."""

from typing import Any

import pytest
from django.test import Client

from nucuoi.accounts import actions
from nucuoi.accounts.models import RoleGrant, User
from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.oversight.actions import add_colleague
from nucuoi.service.preparation import setup_url
from tests.cast import person

pytestmark = pytest.mark.django_db

ADMIN = Seat("quan-tri", "admin")
FRONT = Seat("mat-tran", "supervisor")
PASSWORD = "một câu mật khẩu thật dài"


def test_link_of_the_installation() -> None:
    """The second link of a new installation makes the Front's first account, nothing else."""
    path = setup_url(front=True).partition("/cai-dat/")[2]
    client = Client()
    assert "thay mặt Mặt trận" in client.get(f"/cai-dat/{path}").content.decode()
    client.post(
        f"/cai-dat/{path}",
        {
            "full_name": "Trần Thị Bình",
            "username": "mttq.binh",
            "password": PASSWORD,
            "again": PASSWORD,
        },
    )

    assert [grant.role for grant in RoleGrant.objects.filter(user__username="mttq.binh")] == [
        "supervisor"
    ]
    assert client.get(f"/cai-dat/{path}").status_code == 410


def test_link_of_the_administrator_stays_his() -> None:
    """The first link still makes an administrator."""
    path = setup_url().partition("/cai-dat/")[2]

    assert "Ai sẽ quản trị" in Client().get(f"/cai-dat/{path}").content.decode()


@pytest.fixture
def front() -> User:
    """A member of the Front's."""
    return User.objects.get(username=person("supervisor").user.username)


def test_administrator_cannot_touch_it(front: User) -> None:
    """He can neither give the role, nor end it, nor set a password, nor reset a factor, nor stop it."""
    name = front.username
    other = User.objects.get(username=person("head", "bg-07210-2021").user.username).username
    grant = RoleGrant.objects.get(user=front)
    today = clock.today()
    attempts: list[Any] = [
        lambda: actions.grant_role(by=ADMIN, username=other, role="supervisor", valid_from=today),
        lambda: actions.end_grant(by=ADMIN, grant=grant.pk, on=today),
        lambda: actions.make_password_link(by=ADMIN, username=name),
        lambda: actions.reset_second_factor(by=ADMIN, username=name),
        lambda: actions.deactivate_user(by=ADMIN, username=name),
        lambda: add_colleague(by=ADMIN, username="gia-mao", full_name="Người Giả"),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()

    assert not User.objects.filter(username="gia-mao").exists()
    assert User.objects.get(pk=front.pk).is_active


def test_front_keeps_herself(front: User, client_of: Any) -> None:
    """She adds a colleague and makes her a link, on her own page; of others she makes none."""
    client = client_of("supervisor")
    page = client.post("/giam-sat/nguoi", {"full_name": "Lê An", "username": "mttq.an"})
    assert "/dat-mat-khau/" in page.content.decode()
    assert RoleGrant.objects.get(user__username="mttq.an").role == Role.SUPERVISOR
    assert "/dat-mat-khau/" in client.post("/giam-sat/nguoi/mttq.an/lien-ket").content.decode()
    stranger = person("head", "bg-07210-2021").user.username
    assert client.post(f"/giam-sat/nguoi/{stranger}/lien-ket").status_code == 403
    assert client.post("/giam-sat/nguoi", {"full_name": "", "username": "x"}).status_code == 422


def test_terminal_may(front: User) -> None:
    """Whoever has the machine can help the Front whose password is lost; the journal tells it."""
    assert actions.make_password_link(by=SYSTEM, username=front.username)
    assert actions.make_password_link(by=FRONT, username=front.username)
