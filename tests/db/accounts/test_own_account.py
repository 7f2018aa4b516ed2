"""A person's own account: she changes her password herself."""

from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.audit.models import Event
from tests.cast import PASSWORD, person, signed_in

pytestmark = pytest.mark.django_db

ClientOf = Callable[..., Client]
ME = "/tai-khoan/"
NEW = "mot mat khau hoan toan moi"


def test_a_new_password_keeps_this_session_and_ends_the_others() -> None:
    """After the change she goes on here; a session on another machine is over."""
    member = person("head")
    here, elsewhere = signed_in(member), signed_in(member)

    answer = here.post(ME, {"old": PASSWORD, "password": NEW, "again": NEW}, follow=True)

    assert "Đã đổi mật khẩu." in answer.content.decode()
    assert elsewhere.get(ME).status_code == 302
    member.user.refresh_from_db()
    assert member.user.check_password(NEW)
    assert Event.objects.filter(action="accounts.password.changed", actor="head").count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"old": "khong phai cai nay"}, "Mật khẩu hiện tại chưa đúng."),
        ({"old": ""}, "Xin nhập mật khẩu hiện tại."),
        ({"password": "ngan", "again": "ngan"}, "ít nhất 12 ký tự"),
        ({"again": "khac"}, "Hai lần nhập chưa giống nhau."),
    ],
)
def test_a_wrong_field_changes_nothing(
    client_of: ClientOf, change: dict[str, str], sentence: str
) -> None:
    """Each mistake is said at its field; the old password stays."""
    sent = {"old": PASSWORD, "password": NEW, "again": NEW, **change}

    assert sentence in client_of("official").post(ME, sent).content.decode()
    assert person("official").user.check_password(PASSWORD)


def test_recovery_codes_are_for_those_who_brought_the_code(client_of: ClientOf) -> None:
    """Without an authenticator the page of recovery codes leads back."""
    assert client_of("official").get("/tai-khoan/ma-du-phong/").headers["Location"] == ME
