"""Setting up the second factor, recovery codes, and what a reset does to open sessions."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from nucuoi.accounts import actions
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import SYSTEM
from tests.cast import PASSWORD, SINCE, TOTP_SECRET, UNIT, person, signed_in
from tests.totp import code_now, wrong_code

pytestmark = pytest.mark.django_db

SET_UP = "/tai-khoan/xac-thuc-hai-lop/"
CODES = "/tai-khoan/ma-du-phong/"
DESK = "/ban-lam-viec/"


def begin(role: str) -> Client:
    """Somebody of the role who has signed in with a password and has no authenticator yet."""
    actions.make_user(by=SYSTEM, username="moi", full_name="Người Mới", password=PASSWORD)
    actions.grant_role(by=SYSTEM, username="moi", role=role, unit=UNIT, valid_from=SINCE)
    client = Client()
    client.post("/dang-nhap/", {"username": "moi", "password": PASSWORD})
    return client


def secret_on(page: str) -> str:
    """The secret in letters, as it stands on the page."""
    found = re.search(r"data-totp-secret>([A-Z2-7 ]+)<", page)
    assert found
    return found[1].replace(" ", "")


def test_a_head_is_led_to_set_it_up_before_anything_else() -> None:
    """Without an authenticator every page of a head leads to its set-up."""
    client = begin("head")

    for path in (DESK, "/tai-khoan/", CODES):
        assert client.get(path).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_setting_up_shows_the_recovery_codes_once() -> None:
    """QR code and secret, a right code, ten recovery codes one time, then the desk opens."""
    client = begin("head")
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page

    answer = client.post(SET_UP, {"code": code_now(secret_on(page))})

    assert answer.headers["Location"] == CODES
    assert len(re.findall(r"<li><b>\d{8}</b></li>", client.get(CODES).content.decode())) == 10
    assert "<li><b>" not in client.get(CODES).content.decode()
    assert client.get(DESK).status_code == 200


def test_reloading_keeps_the_secret() -> None:
    """Who scanned the picture and then reloads the page need not scan again."""
    client = begin("head")

    first, second = (secret_on(client.get(SET_UP).content.decode()) for _ in range(2))

    assert first == second


def test_a_wrong_first_code_sets_up_nothing() -> None:
    """The page comes back with a sentence, the same secret, and no authenticator."""
    client = begin("head")
    secret = secret_on(client.get(SET_UP).content.decode())

    page = client.post(SET_UP, {"code": wrong_code(secret)}).content.decode()

    assert "Mã chưa đúng" in page
    assert secret_on(page) == secret
    assert not Authenticator.objects.exists()


def test_the_secret_is_not_readable_in_the_database() -> None:
    """A copy of the database does not give the codes away."""
    person("head")

    stored = str(Authenticator.objects.get(type="totp").data)

    assert TOTP_SECRET not in stored


def test_a_recovery_code_signs_in_once(client: Client) -> None:
    """A recovery code does in place of the phone, and only one time."""
    member = person("head")
    recovery = Authenticator.objects.get(user=member.user, type="recovery_codes")
    code = recovery.wrap().get_unused_codes()[0]

    for signs_in in (True, False):
        visitor = Client()
        visitor.post("/dang-nhap/", {"username": "head", "password": PASSWORD})
        visitor.post("/dang-nhap/ma-xac-thuc/", {"code": code})
        assert (visitor.get(DESK).status_code == 200) is signs_in


def test_a_session_without_the_code_is_worth_nothing() -> None:
    """A session of a head that was begun without a code has to sign in again."""
    member = person("head")
    client = Client()
    client.force_login(member.user)

    answer = client.get(DESK)

    assert answer.headers["Location"].startswith("/dang-nhap/")


def test_a_reset_ends_what_the_old_phone_opened() -> None:
    """After a reset the open session leads to the set-up, nowhere else."""
    client = signed_in(person("head"))
    assert client.get(DESK).status_code == 200

    actions.reset_second_factor(by=SYSTEM, username="head")

    assert client.get(DESK).headers["Location"] == SET_UP


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in() -> None:
    """A live part that asks without a session sends the whole page to sign in."""
    answer = Client().get(DESK, headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/dang-nhap/"


def test_set_totp_refuses_twice_and_nonsense() -> None:
    """One authenticator a person; a secret is base 32 of 16 bytes and more."""
    person("head")
    person("official")

    with pytest.raises(Conflict):
        actions.set_totp(by=SYSTEM, username="head", secret=TOTP_SECRET)
    for secret in ("không phải", "ABC", "AAAA", "1" * 32):
        with pytest.raises(Invalid):
            actions.set_totp(by=SYSTEM, username="official", secret=secret)
