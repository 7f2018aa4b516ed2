"""`/v/<ticket>` as a form: the visit it is of, the late dossier's question, and kind ways out."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from nucuoi.foundation import clock
from nucuoi.foundation.languages import LANGUAGES
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.models import Procedure
from nucuoi.ratings.actions import Minted, mint_ticket
from nucuoi.ratings.intake import desk
from nucuoi.ratings.models import Rating, Ticket
from nucuoi.ratings.rules.questionnaire import page_words
from nucuoi.ratings.rules.words import Apology, Channel, Evidence
from tests.own_database import own_database
from tests.situation import Office, open_office

APOLOGY = "Ông/Bà có nhận được lời xin lỗi"


@pytest.fixture
def office(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Office]:
    """An office in a database that the writer's own connection sees; one open rating a minute."""
    with (
        django_db_blocker.unblock(),
        own_database(tmp_path),
        override_settings(OPEN_LIMIT_PER_MINUTE=1),
    ):
        yield open_office()
        desk.close()


@pytest.fixture
def late(office: Office) -> Minted:
    """An invitation of a late dossier, with field and procedure."""
    Procedure.objects.create(code="1.001193", name="Đăng ký khai sinh", field=office.field)
    return mint_ticket(
        by=SYSTEM, counter=office.counter, field=office.field, procedure="1.001193", late=True
    )


@pytest.fixture
def citizen(office: Office) -> Client:
    """Somebody with a browser."""
    return Client(enforce_csrf_checks=True)


def form(**changes: Any) -> dict[str, Any]:
    """A filled-in form."""
    return {"id": str(uuid4()), "score": "2", "form": "nu-cuoi-1", "lang": "vi", **changes}


def test_the_page_says_which_visit(citizen: Client, late: Minted) -> None:
    """Counter, procedure, field, that it was late; the service is not asked again."""
    page = citizen.get(f"/v/{late.code}").content.decode()

    for words in ("Quầy 01", "Đăng ký khai sinh", "Hộ tịch", "Hồ sơ trả trễ hạn", APOLOGY):
        assert words in page
    assert 'name="field"' not in page
    assert f'name="ticket" value="{late.code}"' in page


def test_a_punctual_dossier_is_not_asked_about_an_apology(office: Office, citizen: Client) -> None:
    """Nobody is reminded of a lateness that was none."""
    minted = mint_ticket(by=SYSTEM, counter=office.counter)

    assert APOLOGY not in citizen.get(f"/v/{minted.code}").content.decode()


def test_the_form_becomes_a_rating_of_the_ticket(citizen: Client, late: Minted) -> None:
    """Evidence of class ticket, with the answer about the apology; without JavaScript."""
    answer = citizen.post(f"/v/{late.code}/gui", form(apology="no"))

    row = Rating.objects.get()
    assert "Đánh giá đã được ghi." in answer.content.decode()
    assert (row.evidence, row.apology) == (Evidence.TICKET, Apology.NO)
    assert row.channel == Channel.LINK


def test_a_slip_that_was_scanned_says_so(citizen: Client, late: Minted) -> None:
    """The QR code's address carries the door."""
    page = citizen.get(f"/v/{late.code}?channel=qr").content.decode()

    assert 'name="channel" value="qr"' in page


def test_a_second_use_is_said_to_both(citizen: Client, late: Minted) -> None:
    """Before sending and after, and to who used it first when she looks again; none is dropped."""
    first, second = (citizen.post(f"/v/{late.code}/gui", form()) for _ in range(2))
    again = citizen.get(f"/v/{late.code}").content.decode()

    assert '<p data-state="disputed" hidden>' in first.content.decode()
    assert '<p data-state="disputed">' in second.content.decode()
    assert "Mã mời này đã dùng 2 lần." in again
    assert [row.disputed for row in Rating.objects.order_by("pk")] == [False, True]


def test_an_expired_invitation_leads_to_its_counter(citizen: Client, late: Minted) -> None:
    """It says until when it was good, and the counter's page takes the rating."""
    Ticket.objects.update(expires_at=clock.now() - timedelta(days=1))
    answer = citizen.get(f"/v/{late.code}")

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Mã mời này đã hết hạn" in page
    assert 'href="/q/bg07210-21-01?lang=vi&amp;channel=link"' in page


@pytest.mark.parametrize("code", ["khong-co", "0" * 26, "0123456789"])
def test_an_unknown_invitation_leads_to_a_rating(citizen: Client, code: str) -> None:
    """Also a number, which means nothing on a phone: the field for a counter's code stands there."""
    answer = citizen.get(f"/v/{code}")

    assert answer.status_code == 404
    assert "Chưa tìm thấy mã mời này" in answer.content.decode()
    assert 'name="counter"' in answer.content.decode()


def test_an_invitation_of_a_closed_counter_leads_to_its_successor(
    office: Office, citizen: Client
) -> None:
    """As its poster does."""
    minted = mint_ticket(by=SYSTEM, counter=office.closed)
    answer = citizen.get(f"/v/{minted.code}")

    assert answer.status_code == 410
    assert f"/q/{office.counter.code}?" in answer.content.decode()


def test_an_invitation_is_not_limited(citizen: Client, office: Office) -> None:
    """A family at one address rates all its visits; only open ratings have a limit."""
    codes = [mint_ticket(by=SYSTEM, counter=office.counter).code for _ in range(4)]
    answers = [citizen.post(f"/v/{code}/gui", form()) for code in codes]

    assert [answer.status_code for answer in answers] == [200] * 4


def test_the_forms_address_leads_back_to_the_page(citizen: Client, late: Minted) -> None:
    """Who reloads it with nothing to send is shown the form."""
    assert citizen.get(f"/v/{late.code}/gui")["Location"] == f"/v/{late.code}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_its_words(citizen: Client, late: Minted, lang: str) -> None:
    """The question of the apology and the note of a used invitation, in the person's own words."""
    citizen.post(f"/v/{late.code}/gui", form())
    page = citizen.get(f"/v/{late.code}?lang={lang}").content.decode()
    words = page_words(lang)

    assert words["apology"] in page
    assert words["ticket_used"].format(count=1) in page
