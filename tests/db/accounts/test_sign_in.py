"""Signing in with user name, password and, where the role needs it, a code."""

import pytest
from django.test import Client

from nucuoi.audit.models import Event
from tests.cast import PASSWORD, TOTP_SECRET, person
from tests.totp import code_now, wrong_code

pytestmark = pytest.mark.django_db

SIGN_IN = "/dang-nhap/"
CODE = "/dang-nhap/ma-xac-thuc/"
DESK = "/ban-lam-viec/"
GENERIC = "Tên đăng nhập hoặc mật khẩu chưa đúng."


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> str:
    """Sends the first form; the address it leads to, empty when the form came back."""
    answer = client.post(SIGN_IN, {"username": username, "password": password, **more})
    return answer.headers.get("Location", "")


def test_an_official_needs_no_code(client: Client) -> None:
    """An official signs in with the password alone and lands on the desk."""
    person("official")

    assert sign_in(client, "official") == DESK
    assert client.get(DESK).status_code == 200


def test_a_head_is_asked_for_a_code(client: Client) -> None:
    """A head is signed in only after the code of her phone."""
    person("head")

    assert sign_in(client, "head") == CODE
    assert client.get(DESK).status_code == 302
    answer = client.post(CODE, {"code": code_now(TOTP_SECRET)})

    assert answer.headers["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_a_code_is_good_once(client: Client) -> None:
    """The same code opens no second session."""
    person("head")
    code = code_now(TOTP_SECRET)
    sign_in(client, "head")
    client.post(CODE, {"code": code})
    other = Client()
    sign_in(other, "head")

    answer = other.post(CODE, {"code": code})

    assert answer.status_code == 200
    assert other.get(DESK).status_code == 302


def test_a_wrong_code_is_refused_and_recorded(client: Client) -> None:
    """A wrong code opens nothing, says what to do and leaves an audit row."""
    person("head")
    sign_in(client, "head")

    answer = client.post(CODE, {"code": wrong_code(TOTP_SECRET)})

    assert "Mã chưa đúng" in answer.content.decode()
    refused = Event.objects.get(action="accounts.factor.refused")
    assert (refused.actor, refused.role) == ("head", "head")


@pytest.mark.parametrize("sent", [{}, {"code": ""}, {"code": "x" * 5000}, {"credential": "1"}])
def test_odd_codes_are_no_error(client: Client, sent: dict[str, str]) -> None:
    """Whatever is sent instead of a code, the page comes back."""
    person("head")
    sign_in(client, "head")

    assert client.post(CODE, sent).status_code == 200


def test_the_user_name_may_be_typed_in_capitals(client: Client) -> None:
    """Capitals and spaces around the user name do not matter."""
    person("official")

    assert sign_in(client, " Official ") == DESK


@pytest.mark.parametrize(
    ("username", "password"), [("official", "sai mat khau roi"), ("nobody", PASSWORD)]
)
def test_the_error_does_not_say_which_was_wrong(
    client: Client, username: str, password: str
) -> None:
    """An unknown name and a wrong password read the same."""
    person("official")

    answer = client.post(SIGN_IN, {"username": username, "password": password})

    assert GENERIC in answer.content.decode()


def test_a_stopped_account_reads_like_a_wrong_password(client: Client) -> None:
    """The right password of a stopped account gives the same error."""
    member = person("official")
    member.user.is_active = False
    member.user.save()

    answer = client.post(SIGN_IN, {"username": "official", "password": PASSWORD})

    assert GENERIC in answer.content.decode()


def test_empty_fields_are_named(client: Client) -> None:
    """Empty fields each get a sentence of their own."""
    page = client.post(SIGN_IN, {}).content.decode()

    assert "Xin nhập tên đăng nhập." in page
    assert "Xin nhập mật khẩu." in page


def test_too_many_wrong_tries_are_stopped(client: Client) -> None:
    """After five wrong tries even the right password has to wait, and the page says so."""
    person("official")
    for _ in range(5):
        sign_in(client, "official", "sai mat khau roi")

    answer = client.post(SIGN_IN, {"username": "official", "password": PASSWORD})

    assert "Đã thử quá nhiều lần" in answer.content.decode()


def test_a_flood_gets_the_vietnamese_429_page(client: Client) -> None:
    """One address that sends form after form is told to wait, in Vietnamese."""
    for _ in range(120):
        client.post(SIGN_IN, {})

    answer = client.post(SIGN_IN, {})

    assert answer.status_code == 429
    assert 'lang="vi"' in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/tai-khoan/", "/tai-khoan/"),
        ("https://xau.example/", DESK),
        ("//xau.example/", DESK),
        ("javascript:alert(1)", DESK),
    ],
)
def test_the_way_on_stays_here(client: Client, wanted: str, led_to: str) -> None:
    """After signing in one comes to the asked page, but never to another host."""
    person("official")

    assert sign_in(client, "official", next=wanted) == led_to


def test_signing_in_and_out_is_recorded(client: Client) -> None:
    """Both leave an audit row with the person's seat."""
    person("official")
    sign_in(client, "official")

    answer = client.post("/dang-xuat/")

    assert answer.headers["Location"] == SIGN_IN
    acts = Event.objects.filter(actor="official").values_list("action", "role")
    assert list(acts) == [
        ("accounts.user.signed_in", "official"),
        ("accounts.user.signed_out", "official"),
    ]
    assert client.get(DESK).status_code == 302


def test_signing_out_is_no_link(client: Client) -> None:
    """A GET signs nobody out."""
    person("official")
    sign_in(client, "official")

    assert client.get("/dang-xuat/").status_code == 405
    assert client.get(DESK).status_code == 200


def test_one_may_change_one_s_mind_before_the_code(client: Client) -> None:
    """Signing out before the code gives the first form again."""
    person("head")
    sign_in(client, "head")
    client.post("/dang-xuat/")

    assert client.get(SIGN_IN).status_code == 200


def test_pages_do_not_write_the_session(client: Client) -> None:
    """Reading pages after signing in writes nothing to the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person("official")
    sign_in(client, "official")
    with CaptureQueriesContext(connection) as queries:
        client.get(DESK)

    assert [query for query in queries if not query["sql"].startswith("SELECT")] == []


def test_nobody_signs_up(client: Client) -> None:
    """None of allauth's other pages is there."""
    for path in ("signup/", "password/reset/", "email/"):
        assert client.get(f"{SIGN_IN}{path}").status_code == 404
