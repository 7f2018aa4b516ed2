"""Posters by the page: one counter, a service point, a whole unit; their codes lead where they say."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client, override_settings

from nucuoi.documents import posters as drawn
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions
from tests.cast import person, signed_in
from tests.one_stop import COMMUNE, NEIGHBOUR, NEXT_POINT, POINT, PROVINCE, counter


@pytest.fixture
def admin(db: None) -> Client:
    """The administrator."""
    return signed_in(person("admin"))


def printed(client: Client, path: str, size: str = "a4") -> list[drawn.Poster]:
    """The posters that the PDF of a page is drawn from; it is drawn, too."""
    with patch.object(drawn, "pdf", wraps=drawn.pdf) as pdf:
        answer = client.get(f"{path}?kho={size}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert pdf.call_args.args[1] == size
    return list(pdf.call_args.args[0])


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_poster_of_a_counter(admin: Client, size: str) -> None:
    """Its fields or name, its code, its short address, and a code that tells how one came."""
    code = counter(2, name="Tư pháp")
    [poster] = printed(admin, f"/don-vi/quay/{code}/bien/", size)

    assert poster.counter == "Quầy 2 · Tư pháp"
    assert poster.link == f"{settings.BASE_URL}/q/{code}?channel=qr"
    assert poster.address == f"127.0.0.1:8000/q/{code}"
    assert poster.point == "Bộ phận Tiếp nhận và Trả kết quả xã Song Mai"
    assert poster.message == ""


@override_settings(SMS_NUMBER="8088")
def test_the_message_stands_there_when_there_is_a_number(admin: Client) -> None:
    """As it is to be typed."""
    code = counter()
    [poster] = printed(admin, f"/don-vi/quay/{code}/bien/")

    assert (poster.message, poster.message_to) == (f"NC {code} 5", "8088")


def test_all_posters_of_a_point_and_of_a_unit(admin: Client) -> None:
    """In one go, by service point and number; closed counters have none."""
    codes = [counter(number) for number in (1, 2, 3)]
    there = counter(1, NEXT_POINT)
    actions.close_counter(by=SYSTEM, code=codes[1], on=clock.today())

    def made(path: str) -> list[str]:
        return [poster.code for poster in printed(admin, path)]

    assert made(f"/don-vi/mot-cua/{POINT}/bien/") == [codes[0], codes[2]]
    assert made(f"/don-vi/{COMMUNE}/bien/") == [codes[0], codes[2]]
    assert set(made(f"/don-vi/{PROVINCE}/bien/")) == {codes[0], codes[2], there}


def test_the_page_says_what_will_be_printed(admin: Client) -> None:
    """Before anything is downloaded; an unknown size asks again."""
    code = counter(2, name="Tư pháp")
    page = admin.get(f"/don-vi/{COMMUNE}/bien/?kho=a0").content.decode()

    assert "In biển của 1 quầy" in page
    assert f"/q/{code}" in page
    assert 'href="?kho=a5"' in page


def test_a_unit_without_counters_prints_nothing(admin: Client) -> None:
    """The page says so, whatever size is asked for."""
    answer = admin.get(f"/don-vi/{NEIGHBOUR}/bien/?kho=a4")

    assert "Chưa có quầy nào đang mở" in answer.content.decode()


def test_a_closed_counter_has_no_poster_and_one_of_tomorrow_has(admin: Client) -> None:
    """Posters hang before the first day."""
    closed, later = counter(1), counter(2, since=clock.today() + timedelta(days=7))
    actions.close_counter(by=SYSTEM, code=closed, on=clock.today())

    assert admin.get(f"/don-vi/quay/{closed}/bien/").status_code == 409
    assert printed(admin, f"/don-vi/quay/{later}/bien/")[0].code == later
