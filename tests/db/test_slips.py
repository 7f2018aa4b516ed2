"""Slips printed for a counter: tickets that work, once, in their days, and only from right hands."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from nucuoi.audit.models import Event
from nucuoi.documents import slips as drawn
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import set_holder
from nucuoi.organisation.models import Field, Official
from nucuoi.ratings.actions import pair_device
from nucuoi.ratings.intake import desk
from nucuoi.ratings.models import Rating, Ticket, TicketSheet
from nucuoi.ratings.rules.words import Evidence
from tests import one_stop
from tests.cast import person, signed_in
from tests.db.intake.conftest import call_front
from tests.own_database import own_database

PAGE = "/phieu-moi/"


@pytest.fixture
def commune(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """A counter in a database that the writer's own connection sees."""
    desk.close()
    with (
        django_db_blocker.unblock(),
        own_database(tmp_path),
        override_settings(OPEN_LIMIT_PER_MINUTE=0),
    ):
        one_stop.build()
        yield one_stop.counter(2, name="Tư pháp")
        desk.close()


def form(counter: str, **changes: object) -> dict[str, Any]:
    """A filled-in form: three slips of this week."""
    today = clock.today()
    days = {"first_day": f"{today:%d/%m/%Y}", "last_day": f"{today + timedelta(days=6):%d/%m/%Y}"}
    return {"counter": counter, "field": "HT", **days, "count": "3", **changes}


def printed(client: Client, said: dict[str, Any]) -> tuple[drawn.SlipSheet, list[drawn.Slip]]:
    """What the PDF is drawn from."""
    with patch.object(drawn, "pdf", wraps=drawn.pdf) as pdf:
        answer = client.post(PAGE, said)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    sheet, some = pdf.call_args.args
    return sheet, list(some)


@pytest.fixture
def office(commune: str) -> Client:
    """Who may print."""
    return signed_in(person("one_stop_control", unit=one_stop.PROVINCE))


def test_a_sheet_is_printed(office: Client, commune: str) -> None:
    """It says what it is for; each slip leads to its own invitation; the journal has who and how many."""
    sheet, some = printed(office, form(commune))

    assert (sheet.counter, sheet.field) == ("Quầy 2 · Tư pháp", "Hộ tịch")
    assert re.fullmatch(r"Phạm Hải Yến in lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}", sheet.printed)
    prefix = re.escape(settings.BASE_URL)
    assert all(re.fullmatch(rf"{prefix}/v/[0-9A-Z]{{26}}\?channel=qr", one.link) for one in some)
    assert len({one.number for one in some}) == 3
    event = Event.objects.get(action="ratings.sheet.printed")
    assert (event.subject, event.facts["count"]) == (commune, 3)


def test_a_slip_rates_its_counter_once(office: Client, commune: str) -> None:
    """Evidence of class ticket, attributed to who sits there when it is used, not when printed."""
    _, some = printed(office, form(commune))
    official = one_stop.official("BG-1", "Hoàng Thị Mơ")
    set_holder(by=SYSTEM, counter=commune, official=official, valid_from=clock.today())
    Ticket.objects.update(minted_at=clock.now() - timedelta(days=3))
    code = some[0].link.partition("/v/")[2].partition("?")[0]
    said = [call_front({"id": str(uuid4()), "ticket": code, "score": 5}).json for _ in range(2)]

    assert [one["status"] for one in said] == ["accepted", "disputed"]
    row = Rating.objects.order_by("pk")[0]
    assert row.evidence == Evidence.TICKET
    assert row.official_id == Official.objects.get().pk
    assert row.field_id == Field.objects.get(code="HT").pk


def test_the_number_works_on_a_tablet_of_the_point(office: Client, commune: str) -> None:
    """As it is printed, with its gaps."""
    _, some = printed(office, form(commune))
    token = pair_device(by=SYSTEM, name="Máy", counter=one_stop.counter_row(commune))
    answer = call_front({"id": str(uuid4()), "ticket": some[1].number, "score": 4}, token=token)

    assert "ticket" not in answer.json
    assert Rating.objects.get().evidence == Evidence.TICKET


def test_the_page_shows_how_many_were_used(office: Client, commune: str) -> None:
    """Beside who printed them and for which days."""
    _, some = printed(office, form(commune))
    code = some[0].link.partition("/v/")[2].partition("?")[0]
    for _ in range(2):
        call_front({"id": str(uuid4()), "ticket": code, "score": 5})
    page = office.get(PAGE).content.decode()

    assert 'data-label="Số phiếu" class="num">3<' in page
    assert 'data-label="Đã dùng" class="num">1<' in page
    assert "Phạm Hải Yến" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"counter": ""}, "Xin chọn quầy."),
        ({"counter": "khong-co"}, "Xin chọn một mục trong danh sách."),
        ({"count": "0"}, "Xin nhập số từ 1 đến 500."),
        ({"count": "501"}, "Xin nhập số từ 1 đến 500."),
        ({"last_day": "01/01/2026"}, "Xin chọn từ"),
        ({"last_day": f"{clock.today() + timedelta(days=92):%d/%m/%Y}"}, "tối đa 92 ngày"),
    ],
)
def test_a_wrong_form_prints_nothing(
    office: Client, commune: str, change: dict[str, str], sentence: str
) -> None:
    """It says what would be right."""
    page = office.post(PAGE, form(commune) | change).content.decode()

    assert sentence in page
    assert not TicketSheet.objects.exists()


def test_slips_are_not_printed_by_the_rated_side(commune: str) -> None:
    """A head with a pile of slips could rate herself; who controls prints for its own units only."""
    head = signed_in(person("head", unit=one_stop.COMMUNE))
    neighbour = signed_in(
        person("one_stop_control", unit=one_stop.NEIGHBOUR, username="kiem-soat-hai")
    )

    assert head.post(PAGE, form(commune)).status_code == 403
    assert (
        "Xin chọn một mục trong danh sách." in neighbour.post(PAGE, form(commune)).content.decode()
    )
    assert not TicketSheet.objects.exists()
