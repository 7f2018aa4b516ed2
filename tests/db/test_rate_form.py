"""`/q/<counter>` as a form: the same path as the API, kind answers, nothing kept about the person."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Counter
from nucuoi.ratings.actions.questionnaires import load_packaged
from nucuoi.ratings.intake import desk, payload
from nucuoi.ratings.intake.credentials import Visitor
from nucuoi.ratings.models import Questionnaire, Rating
from nucuoi.ratings.rules import receipt
from nucuoi.ratings.rules.words import Channel, Evidence, Language, Rater
from tests.own_database import own_database
from tests.situation import Office, open_office

THANKS = "Cảm ơn Ông/Bà đã góp ý."


@pytest.fixture
def office(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Office]:
    """An office in a database that the writer's own connection sees."""
    with (
        django_db_blocker.unblock(),
        own_database(tmp_path),
        override_settings(OPEN_LIMIT_PER_MINUTE=0),
    ):
        yield open_office()
        desk.close()


@pytest.fixture
def citizen(office: Office) -> Client:
    """Somebody with a browser that checks for CSRF tokens, as browsers' servers do."""
    return Client(enforce_csrf_checks=True)


def form(office: Office, **changes: Any) -> dict[str, Any]:
    """A filled-in form of the open counter."""
    return {"id": str(uuid4()), "score": "4", "form": "nu-cuoi-1", "lang": "vi", **changes}


def address(office: Office) -> str:
    """Where the form of the open counter goes."""
    return f"/q/{office.counter.code}/gui"


def test_form_becomes_a_rating(office: Office, citizen: Client) -> None:
    """Stored in the open class, with the door, the rater and the version of the questionnaire."""
    said = form(office, channel="qr", rater="business", lang="ko", link="hiep-hoi-1", assisted="1")
    answer = citizen.post(address(office), said)

    stored = Rating.objects.get()
    assert answer.status_code == 200
    assert (stored.score, stored.evidence, stored.channel) == (4, Evidence.OPEN, Channel.QR)
    assert (stored.rater, stored.lang) == (Rater.BUSINESS, Language.KO)
    assert (stored.form_id, stored.link, stored.assisted) == (1, "hiep-hoi-1", True)
    assert "no-store" in answer.headers["Cache-Control"]


def test_page_address_takes_the_form_too(office: Office, citizen: Client) -> None:
    """A form posted to the page itself is taken in as well."""
    citizen.post(f"/q/{office.counter.code.upper()}", form(office))

    assert Rating.objects.count() == 1


def test_same_form_twice_is_one_rating_with_one_code(office: Office, citizen: Client) -> None:
    """The second answer says so kindly and shows the same code."""
    said = form(office)
    first = citizen.post(address(office), said).content.decode()
    second = citizen.post(address(office), said).content.decode()
    code = _code(first)

    assert receipt.read_code(code)
    assert code == _code(second)
    assert '<p data-state="before">' in second
    assert Rating.objects.count() == 1


def test_same_id_with_other_content_is_not_counted_again(office: Office, citizen: Client) -> None:
    """The first holds; the person is told that it had been recorded."""
    said = form(office)
    citizen.post(address(office), said)
    answer = citizen.post(address(office), said | {"score": "1"})

    assert answer.status_code == 200
    assert '<p data-state="before">' in answer.content.decode()
    assert [stored.score for stored in Rating.objects.all()] == [4]


def test_nothing_is_set_in_the_browser(office: Office, citizen: Client) -> None:
    """No cookie, and nothing in the answer that would differ by one."""
    for answer in (
        citizen.get(f"/q/{office.counter.code}"),
        citizen.post(address(office), form(office)),
    ):
        assert not answer.cookies
        assert "Cookie" not in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"score": ""}, "score"),
        ({"score": "6"}, "score"),
        ({"score": "4.5"}, "score"),
        ({"score": "NaN"}, "score"),
        ({"remark": "a" * 2001}, "remark"),
        ({"contact": "a" * 201}, "contact"),
        ({"field": "XX"}, "field"),
        ({"spirit": "0"}, "spirit"),
        ({"tags": ["chao", "la"]}, "tags"),
    ],
)
def test_wrong_input_comes_back_with_its_error(
    office: Office, citizen: Client, changes: dict[str, Any], field: str
) -> None:
    """422 on the same page: what was entered is kept, nothing is stored."""
    answer = citizen.post(address(office), form(office, **changes))

    assert answer.status_code == 422
    assert field in answer.context["errors"]
    assert str(answer.context["identity"]) in answer.content.decode()
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "x' OR 1=1"},
        {"id": ""},
        {"lang": "xx", "rater": "king", "channel": "paper", "link": "../..", "form": "khong-co"},
        {"form": "a" * 500},
        {"remark": "\u202etxet neddih\0\x07"},
        {"counter": "bg07213-21-01"},
    ],
)
def test_spoilt_hidden_fields_lose_no_rating(
    office: Office, citizen: Client, changes: dict[str, Any]
) -> None:
    """What the person did not enter cannot make her rating fail; the address names the counter."""
    answer = citizen.post(address(office), form(office, **changes))

    assert answer.status_code == 200
    stored = Rating.objects.get()
    assert stored.counter_id == office.counter.pk
    assert stored.channel == Channel.WEB


def test_remark_is_counted_composed(office: Office, citizen: Client) -> None:
    """2,000 letters typed with separate marks are 2,000 letters, a line break is one."""
    answer = citizen.post(address(office), form(office, remark="o\u0302\u0323" * 1999 + "\r\n."))
    assert answer.status_code == 422

    answer = citizen.post(address(office), form(office, remark="o\u0302\u0323" * 1998 + "\r\n."))
    assert answer.status_code == 200
    assert len(Rating.objects.get().remark.text) == 2000


def test_hostile_text_comes_back_as_text(office: Office, citizen: Client) -> None:
    """Markup is shown again as it was typed, never as markup."""
    hostile = '"><script>alert(1)</script>{% now "Y" %}'
    answer = citizen.post(address(office), form(office, score="", remark=hostile, contact=hostile))

    assert "<script>alert" not in answer.content.decode()
    assert answer.content.decode().count("&lt;script&gt;alert(1)") == 2


def test_other_sites_cannot_send_in_a_visitors_name(office: Office, citizen: Client) -> None:
    """A form that the browser says comes from another site is refused."""
    said = form(office)
    answer = citizen.post(address(office), said, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert not Rating.objects.exists()


def test_limit_of_an_address_keeps_what_was_entered(office: Office, citizen: Client) -> None:
    """The page comes back with all that was chosen and asks to send again."""
    desk.close()
    with override_settings(OPEN_LIMIT_PER_MINUTE=1):
        citizen.post(address(office), form(office))
        answer = citizen.post(address(office), form(office, remark="giữ lại"))

    assert answer.status_code == 429
    assert "giữ lại" in answer.content.decode()
    assert "xin bấm gửi lại" in answer.content.decode()
    assert Rating.objects.count() == 1


def test_closed_counter_takes_no_form(office: Office, citizen: Client) -> None:
    """410 with the link to the counter that took over."""
    answer = citizen.post(f"/q/{office.closed.code}/gui", form(office))

    assert answer.status_code == 410
    assert f"/q/{office.counter.code}?" in answer.content.decode()
    assert not Rating.objects.exists()


def test_counter_that_closes_while_sending_is_explained(office: Office, citizen: Client) -> None:
    """When intake knows of the closing before the page does, the person is led to the page anew."""
    counters = Counter.objects.filter(pk=office.counter.pk)
    counters.update(valid_to="2021-02-01")
    touch_intake()
    desk.accept(payload.convert(_anywhere()), Visitor())
    counters.update(valid_to=None)
    answer = citizen.post(address(office), form(office))

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/q/{office.counter.code}?lang=vi"


@pytest.mark.parametrize("code", ["khong-co", "%00", "a" * 300, "..%2f", "<b>", "q%20x"])
def test_unknown_counter_is_explained(office: Office, citizen: Client, code: str) -> None:
    """404 with a field for the code, whatever stands in the address."""
    answer = citizen.get(f"/q/{code}")

    assert answer.status_code == 404
    assert "<b>" not in answer.content.decode().partition("<main")[2].partition('value="')[0]


def test_finding_leads_to_the_counter(office: Office, citizen: Client) -> None:
    """A typed code opens its page; none says what is missing."""
    found = citizen.get("/q/", {"counter": f" {office.counter.code} ", "lang": "en"})
    empty = citizen.get("/q/", {"counter": " "})

    assert found.headers["Location"] == f"/q/{office.counter.code}?lang=en"
    assert "Xin gõ mã quầy." in empty.content.decode()


def test_a_slash_at_the_end_leads_to_the_page(office: Office, citizen: Client) -> None:
    """Who types the address as addresses often end still comes to rate, in the same language."""
    page = f"/q/{office.counter.code}"
    answer = citizen.get(f"{page}/?lang=en")

    assert (answer.status_code, answer["Location"]) == (302, f"{page}?lang=en")


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/q/{}", "put", 405),
        ("/q/{}/gui", "get", 302),
        ("/q/", "post", 405),
        ("/kiosk/", "post", 405),
    ],
)
def test_other_methods(office: Office, path: str, method: str, status: int) -> None:
    """The address of the form leads back to the page; other methods are refused."""
    answer = getattr(Client(), method)(path.format(office.counter.code))

    assert answer.status_code == status


def test_loading_the_questionnaire_twice_changes_nothing(office: Office) -> None:
    """The migration has loaded it; a version in use is left alone."""
    Questionnaire.objects.filter(number=1).update(content={"changed": True})

    assert load_packaged() == 0
    assert Questionnaire.objects.get(number=1).content == {"changed": True}


def _anywhere() -> dict[str, Any]:
    """A rating of another service point: makes intake look at its counters again."""
    return {"id": str(uuid4()), "score": 5, "counter": "bg07213-21-01"}


def _code(page: str) -> str:
    return page.partition("data-receipt>")[2].partition("<")[0]
