"""One-time links: the first administrator, and a person's own password."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from nucuoi.accounts import actions
from nucuoi.accounts.models import RoleGrant, SetupLink, User
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from nucuoi.foundation.seat import SYSTEM
from tests.cast import PASSWORD, TOTP_SECRET, person, signed_in
from tests.totp import code_now

pytestmark = pytest.mark.django_db

FORM = {
    "full_name": "Ong Thế Kiên",
    "username": "kien",
    "password": "vuon dao no hoa som mai",
    "again": "vuon dao no hoa som mai",
}
DESK = "/ban-lam-viec/"


def setup_path() -> str:
    """Where a fresh link for the first administrator leads."""
    return f"/cai-dat/{actions.make_setup_link()}/"


def test_the_first_administrator_is_made_and_signed_in(client: Client) -> None:
    """From the link to a person with role admin who is led to set up her second factor."""
    path = setup_path()
    assert client.get(path).status_code == 200

    answer = client.post(path, FORM)

    assert answer.headers["Location"] == DESK
    assert client.get(DESK).headers["Location"] == "/tai-khoan/xac-thuc-hai-lop/"
    grant = RoleGrant.objects.get()
    assert (grant.user.username, grant.role, grant.unit) == ("kien", "admin", "")


def test_a_newcomer_walks_from_the_link_to_her_desk(client: Client) -> None:
    """Link, second factor, recovery codes, desk: each page leads to the next."""
    client.post(setup_path(), FORM)
    page = client.get(DESK, follow=True).content.decode()
    found = re.search(r"data-totp-secret>([A-Z2-7 ]+)<", page)
    assert found
    secret = found[1].replace(" ", "")

    codes = client.post("/tai-khoan/xac-thuc-hai-lop/", {"code": code_now(secret)}, follow=True)

    assert 'href="/ban-lam-viec/"' in codes.content.decode()
    assert "Quản lý tài khoản" in client.get(DESK).content.decode()


def test_a_link_is_good_once(client: Client) -> None:
    """Used, it makes nobody else and says so kindly."""
    path = setup_path()
    client.post(path, FORM)

    answer = Client().post(path, {**FORM, "username": "khac"})

    assert answer.status_code == 410
    assert "đã hết hạn hoặc đã được dùng" in answer.content.decode()
    assert User.objects.count() == 1


def test_a_link_is_good_for_half_an_hour(client: Client) -> None:
    """After 30 minutes it is gone; the page is kind."""
    path = setup_path()
    SetupLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))

    for answer in (client.get(path), client.post(path, FORM)):
        assert answer.status_code == 410
    assert not User.objects.exists()


@pytest.mark.parametrize("secret", ["sai", "x" * 3000, "%00", "..%2F"])
def test_a_wrong_link_is_not_found(client: Client, secret: str) -> None:
    """A link that never was gives a page, not an error."""
    assert client.get(f"/cai-dat/{secret}/").status_code == 404
    assert client.get(f"/dat-mat-khau/{secret}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"full_name": ""}, "Xin ghi họ và tên."),
        ({"username": "có dấu"}, "chữ cái không dấu"),
        ({"username": ""}, "Xin chọn tên đăng nhập."),
        ({"password": "ngan", "again": "ngan"}, "ít nhất 12 ký tự"),
        ({"password": "1q2w3e4r5t6y", "again": "1q2w3e4r5t6y"}, "quá phổ biến"),
        ({"password": "Ong Thế Kiên", "again": "Ong Thế Kiên"}, "quá giống tên"),
        ({"again": "khac han"}, "Hai lần nhập chưa giống nhau."),
    ],
)
def test_a_wrong_field_is_named_and_the_link_stays_good(
    client: Client, change: dict[str, str], sentence: str
) -> None:
    """Each mistake has its sentence at the field; the link can still be used."""
    path = setup_path()

    page = client.post(path, {**FORM, **change}).content.decode()

    assert sentence in page
    assert client.post(path, FORM).status_code == 302


def test_the_secret_is_not_kept() -> None:
    """The table holds only a hash."""
    secret = actions.make_setup_link()

    assert secret.encode() not in bytes(SetupLink.objects.get().secret_hash)


def test_a_taken_name_makes_no_second_administrator(client: Client) -> None:
    """A user name that exists is refused at its field and the link stays good."""
    person("official", username="kien")
    path = setup_path()

    page = client.post(path, FORM).content.decode()

    assert "đã có người dùng" in page
    assert not RoleGrant.objects.filter(role="admin").exists()
    assert client.get(path).status_code == 200


def test_a_person_sets_her_own_password(client: Client) -> None:
    """The link of an account without a password lets her choose one and signs her in."""
    actions.make_user(by=SYSTEM, username="mo", full_name="Hoàng Thị Mơ")
    secret = actions.make_password_link(by=SYSTEM, username="mo")

    answer = client.post(f"/dat-mat-khau/{secret}/", {"password": PASSWORD, "again": PASSWORD})

    assert answer.headers["Location"] == DESK
    assert User.objects.get().check_password(PASSWORD)
    assert Event.objects.filter(action="accounts.link.used", subject="mo").exists()


def test_a_new_password_does_not_replace_the_code(client: Client) -> None:
    """Somebody with an authenticator is still asked for a code after the link."""
    person("head")
    secret = actions.make_password_link(by=SYSTEM, username="head")

    answer = client.post(f"/dat-mat-khau/{secret}/", {"password": PASSWORD, "again": PASSWORD})

    assert answer.headers["Location"] == "/dang-nhap/ma-xac-thuc/"
    client.post("/dang-nhap/ma-xac-thuc/", {"code": code_now(TOTP_SECRET)})
    assert client.get(DESK).status_code == 200


def test_a_new_link_ends_the_older_one(client: Client) -> None:
    """Only the newest link of a person works."""
    person("official")
    old = actions.make_password_link(by=SYSTEM, username="official")
    new = actions.make_password_link(by=SYSTEM, username="official")

    assert client.get(f"/dat-mat-khau/{old}/").status_code == 410
    assert client.get(f"/dat-mat-khau/{new}/").status_code == 200


def test_a_new_password_ends_open_sessions() -> None:
    """After the link was used, a session begun with the old password is over."""
    member = person("official")
    open_session = signed_in(member)
    secret = actions.make_password_link(by=SYSTEM, username="official")
    new = "mot mat khau hoan toan moi"
    Client().post(f"/dat-mat-khau/{secret}/", {"password": new, "again": new})

    assert open_session.get(DESK).status_code == 302


def test_the_two_kinds_of_link_do_not_mix(client: Client) -> None:
    """A person's link makes no administrator, and the other way round."""
    person("official")
    setup, own = (
        actions.make_setup_link(),
        actions.make_password_link(by=SYSTEM, username="official"),
    )

    assert client.get(f"/cai-dat/{own}/").status_code == 404
    assert client.get(f"/dat-mat-khau/{setup}/").status_code == 404


def test_a_stopped_account_gets_no_link() -> None:
    """Open the account first."""
    person("official")
    person("admin")
    actions.deactivate_user(by=SYSTEM, username="official")

    with pytest.raises(Conflict):
        actions.make_password_link(by=SYSTEM, username="official")
