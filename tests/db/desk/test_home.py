"""The desk shows each person what she may open, and nothing else."""

from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.accounts import actions
from nucuoi.accounts.matrix import ROUTES
from nucuoi.accounts.permissions import may_open
from nucuoi.accounts.rules import Role
from nucuoi.desk.queries import open_doors, title_of
from nucuoi.desk.rules import DOORS, WORDS_IN_BAR, greeting
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.web import icons
from tests.cast import PASSWORD, SINCE, UNIT, person, signed_in

pytestmark = pytest.mark.django_db

ClientOf = Callable[..., Client]
DESK = "/ban-lam-viec/"


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_a_desk(client_of: ClientOf, units: None, role: str) -> None:
    """Whatever the role, the desk greets the person by her whole name and is not empty."""
    page = client_of(role).get(DESK).content.decode()

    assert person(role).user.full_name in page
    assert 'class="card' in page or 'class="note' in page


@pytest.mark.parametrize("role", Role.values)
def test_a_desk_shows_only_doors_that_open(client_of: ClientOf, units: None, role: str) -> None:
    """Every link to a page of the product that stands on the desk answers this person."""
    client = client_of(role)
    doors = open_doors([person(role).seat], clock.today())

    for opened in doors:
        assert may_open([person(role).seat], opened.door.view)
        assert client.get(opened.url).status_code in {200, 302}


def test_every_door_is_an_address_with_an_icon() -> None:
    """The table of doors names views of the matrix and icons of the sprite."""
    for door in DOORS:
        assert door.view in ROUTES
        assert icons.drawing(door.icon)


def test_the_bar_has_five_words_at_most(client_of: ClientOf, units: None) -> None:
    """Also for somebody who holds every role."""
    person("admin")
    for role in set(Role) - {Role.ADMIN}:
        actions.grant_role(by=SYSTEM, username="admin", role=role, unit=UNIT, valid_from=SINCE)

    page = signed_in(person("admin")).get(DESK).content.decode()
    bar = page.split('class="bar-words"')[1].split("</nav>")[0]

    assert bar.count("<a ") <= WORDS_IN_BAR


def test_a_title_names_role_and_unit(units: None) -> None:
    """The bar says "Lãnh đạo · Phường …"; further roles are counted."""
    seats = [Seat("an", "head", UNIT), Seat("an", "admin")]

    assert title_of(seats[:1], clock.today()) == "Lãnh đạo · Phường Trần Nguyên Hãn"
    assert title_of(seats, clock.today()).endswith("(+1)")
    assert title_of([], clock.today()) == ""


def test_a_unit_that_is_not_there_breaks_nothing(client_of: ClientOf) -> None:
    """A role over a unit that does not exist today still gives a desk."""
    answer = client_of("head", unit="bg-99999-2021").get(DESK)

    assert answer.status_code == 200


def test_without_a_role_the_desk_says_so() -> None:
    """An account without a role signs in and is told what is missing."""
    actions.make_user(by=SYSTEM, username="moi", full_name="Người Mới", password=PASSWORD)
    client = Client()
    client.post("/dang-nhap/", {"username": "moi", "password": PASSWORD})

    assert "chưa có vai trò" in client.get(DESK).content.decode()


def test_hostile_names_are_only_text(units: None) -> None:
    """A name with markup stands on the page as it was typed."""
    name = '<script>alert("x")</script>'
    actions.make_user(by=SYSTEM, username="xau", full_name=name, password="mot cau rat dai do")
    client = Client()
    client.post("/dang-nhap/", {"username": "xau", "password": "mot cau rat dai do"})

    page = client.get(DESK).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "sáng"),
        (10, "sáng"),
        (11, "trưa"),
        (13, "trưa"),
        (14, "chiều"),
        (17, "chiều"),
        (18, "tối"),
        (23, "tối"),
    ],
)
def test_the_greeting_follows_the_hour(hour: int, words: str) -> None:
    """Sáng, trưa, chiều, tối."""
    assert greeting(hour) == f"Chào buổi {words}"
