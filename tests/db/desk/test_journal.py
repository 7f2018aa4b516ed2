"""The journal: every act as a Vietnamese sentence, newest first."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from nucuoi.accounts import actions
from nucuoi.audit.actions import record
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from tests.cast import UNIT, person

pytestmark = pytest.mark.django_db

ClientOf = Callable[..., Client]
JOURNAL = "/nhat-ky/"


@pytest.mark.parametrize("role", ["admin", "supervisor"])
def test_administrator_and_supervisor_read_it(client_of: ClientOf, role: str) -> None:
    """Both see acts by the names of people."""
    assert person(role).user.full_name in client_of(role).get(JOURNAL).content.decode()


@pytest.mark.parametrize("role", ["head", "official", "home_affairs", "press"])
def test_others_do_not(client_of: ClientOf, role: str) -> None:
    """The rated side reads nobody's acts."""
    assert client_of(role).get(JOURNAL).status_code == 403


def test_an_act_is_a_sentence_with_names(client_of: ClientOf, units: None) -> None:
    """People, roles, units and days stand there in words, not as codes."""
    admin = person("admin")
    person("head")
    day = date(2026, 5, 15)
    actions.grant_role(by=admin.seat, username="head", role="inspector", unit=UNIT, valid_from=day)

    page = client_of("admin").get(JOURNAL).content.decode()

    assert (
        "Ong Thế Kiên giao vai trò Thanh tra (Phường Trần Nguyên Hãn) cho Dương Quang Vinh "
        "từ 15/05/2026"
    ) in page


def test_it_is_filtered_by_person(client_of: ClientOf) -> None:
    """A name without diacritics is enough; what no person did is the server's."""
    person("head")
    record(by=Seat("head", "head", UNIT), action="accounts.user.signed_in")
    client = client_of("admin")

    of_head = client.get(JOURNAL, {"nguoi": "quang vinh"}).content.decode()
    of_server = client.get(JOURNAL, {"nguoi": "may chu"}).content.decode()

    assert "Dương Quang Vinh đăng nhập" in of_head
    assert "Máy chủ lập tài khoản" not in of_head
    assert "Máy chủ lập tài khoản" in of_server


def test_it_is_filtered_by_day(client_of: ClientOf) -> None:
    """First and last day both count, in Viet Nam's days, however they are typed."""
    client = client_of("admin")
    today = clock.today()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)

    for first, last, found in (
        (today, today, True),
        (yesterday, yesterday, False),
        (tomorrow, tomorrow, False),
    ):
        asked = {"tu": first.isoformat(), "den": f"{last:%d/%m/%Y}"}
        assert ("lập tài khoản" in client.get(JOURNAL, asked).content.decode()) is found


def test_it_turns_pages_by_number(client_of: ClientOf) -> None:
    """Fifty lines a page; the next page goes on where this one ends, nothing twice."""
    client = client_of("admin")
    for _ in range(60):
        record(by=SYSTEM, action="accounts.user.signed_in")
    total = Event.objects.count()

    first = client.get(JOURNAL)
    older = f"?truoc={Event.objects.order_by('-id')[49].pk}"

    assert f'href="{older}"' in first.content.decode()
    second = client.get(JOURNAL + older).content.decode()
    assert first.content.decode().count("<tr>") + second.count("<tr>") - 2 == total


@pytest.mark.parametrize(
    "asked",
    [
        {"tu": "32/13/2026"},
        {"tu": "9999-12-31", "den": "9999-12-31"},
        {"den": "0001-01-01"},
        {"truoc": "x"},
        {"truoc": "9" * 40},
        {"truoc": "²"},
        {"nguoi": "x" * 5000},
        {"nguoi": "\x00"},
        {"tu": "2026-05-15", "den": "2026-05-14"},
    ],
)
def test_odd_filters_are_no_error(client_of: ClientOf, asked: dict[str, str]) -> None:
    """Whatever is asked, the page comes with a sentence at the field."""
    assert client_of("admin").get(JOURNAL, asked).status_code == 200
