"""The public front page: what this is, and the way to a counter by its code."""

from datetime import date

import pytest
from django.test import Client

from nucuoi.foundation import clock
from nucuoi.organisation.models import Counter
from tests.board_scene import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters() -> None:
    """A small province with counters."""
    build()


def test_anybody_may_read_it(client: Client) -> None:
    """The page is public, says what is promised and offers staff to sign in."""
    answer = client.get("/")
    text = answer.content.decode()

    assert answer.status_code == 200
    assert "Không hỏi tên, không ghi hình" in text
    assert 'href="/dang-nhap/"' in text
    assert not answer.cookies


@pytest.mark.parametrize("typed", ["voi-1", "  VOI-1 ", "Vôi - 1"])
def test_a_code_leads_to_its_counter(client: Client, typed: str) -> None:
    """However it is typed: case, spaces and diacritics are forgiven."""
    answer = client.get("/", {"quay": typed})

    assert (answer.status_code, answer["Location"]) == (302, "/q/voi-1?lang=vi")


def test_a_closed_counter_is_led_to_as_well(client: Client) -> None:
    """Its own page knows who took over."""
    Counter.objects.filter(code="voi-1").update(valid_to=date(2025, 7, 1))
    assert clock.today() > date(2025, 7, 1)

    assert client.get("/", {"quay": "voi-1"})["Location"] == "/q/voi-1?lang=vi"


@pytest.mark.parametrize("typed", ["", "voi-9", "//evil.example", "x" * 500, "\x00", "<b>", "😀"])
def test_other_codes_are_answered_beside_the_field(client: Client, typed: str) -> None:
    """A code that leads nowhere says where the right one is printed, and keeps nothing unsafe."""
    answer = client.get("/", {"quay": typed})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text
    assert "trên biển quầy" in text or "ký tự" in text
    assert "<b></b>" not in text
