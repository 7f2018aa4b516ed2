"""The administrator's pages: accounts made, given roles, stopped and opened again."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.accounts import queries
from nucuoi.accounts.models import RoleGrant, SetupLink, User
from nucuoi.audit.models import Event
from nucuoi.organisation.models import Official
from tests.cast import UNIT, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]

ClientOf = Callable[..., Client]
LIST = "/quan-tri/tai-khoan/"
NEW = "/quan-tri/tai-khoan-moi/"
FORM = {
    "full_name": "Hoàng Thị Mơ",
    "username": "mo.hoang",
    "role": "head",
    "unit": UNIT,
    "valid_from": "2026-11-01",
    "official": "",
}


def of(username: str, step: str = "") -> str:
    """Where a step of one account is."""
    return f"{LIST}{username}/{step}"


def test_a_new_account_gets_a_link_that_is_shown_once(client_of: ClientOf) -> None:
    """Account, role and link in one go; the link is on the next page one time and works."""
    client = client_of("admin")

    page = client.post(NEW, FORM, follow=True).content.decode()

    found = re.search(r'value="http://testserver(/dat-mat-khau/[^"]+)"', page)
    assert found
    assert "data-link" not in client.get(of("mo.hoang")).content.decode()
    assert Client().get(found[1]).status_code == 200
    grant = RoleGrant.objects.get(user__username="mo.hoang")
    assert (grant.role, grant.unit, grant.granted_by) == ("head", UNIT, "admin")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"full_name": " "}, "Xin ghi họ và tên."),
        ({"username": "Mơ"}, "chữ cái không dấu"),
        ({"username": "admin"}, "đã có người dùng"),
        ({"role": ""}, "Xin chọn vai trò."),
        ({"role": "king"}, "Xin chọn vai trò trong danh sách."),
        ({"unit": ""}, "Vai trò này cần một đơn vị."),
        ({"unit": "bg-00000-1900"}, "Xin chọn đơn vị trong danh sách."),
        ({"valid_from": "31/02/2026"}, "Tháng 2 có 28 ngày."),
        ({"valid_from": "9999-12-31"}, "Xin chọn từ 01/01/2021"),
        ({"official": "CB-0"}, "Chưa có cán bộ mang mã này."),
        ({"full_name": "x" * 5000}, "120"),
    ],
)
def test_a_wrong_field_makes_nothing(
    client_of: ClientOf, change: dict[str, str], sentence: str
) -> None:
    """The page comes back with the sentence; no account, role or link is left behind."""
    client = client_of("admin")

    page = client.post(NEW, {**FORM, **change}).content.decode()

    assert sentence in page
    assert list(User.objects.values_list("username", flat=True)) == ["admin"]
    assert not SetupLink.objects.exists()


def test_an_account_may_belong_to_an_official(client_of: ClientOf) -> None:
    """The code of an official that exists is taken."""
    Official.objects.create(code="CB-1", full_name="Hoàng Thị Mơ", kind="civil_servant")

    client_of("admin").post(NEW, {**FORM, "official": "CB-1"})

    assert queries.person("mo.hoang").official == "CB-1"


def test_units_are_chosen_under_their_own(client_of: ClientOf) -> None:
    """The select groups wards under their city and leaves service points out."""
    page = client_of("admin").get(NEW).content.decode()

    group = page.split('<optgroup label="Thành phố Bắc Giang · Cấp xã">')[1].split("</optgroup>")[0]
    assert "Phường Ngô Quyền" in group
    assert "Bộ phận Tiếp nhận" not in page


def test_the_list_is_searched_and_filtered(client_of: ClientOf) -> None:
    """By part of a name without diacritics, and by role."""
    client = client_of("admin")
    person("head")
    person("official")

    by_name = client.get(LIST, {"q": "quang vinh"}).content.decode()
    by_role = client.get(LIST, {"vai-tro": "official"}).content.decode()

    assert "Dương Quang Vinh" in by_name
    assert "Hoàng Thị Mơ" not in by_name
    assert "Hoàng Thị Mơ" in by_role
    assert "Dương Quang Vinh" not in by_role


@pytest.mark.parametrize(
    "asked", [{"trang": "x"}, {"trang": "999"}, {"q": "x" * 999, "vai-tro": "?"}]
)
def test_odd_lists_are_no_error(client_of: ClientOf, asked: dict[str, str]) -> None:
    """Pages and filters that do not exist give a page."""
    assert client_of("admin").get(LIST, asked).status_code == 200


def test_a_role_is_given_and_ended(client_of: ClientOf) -> None:
    """The person's seats follow at once."""
    client = client_of("admin")
    official = signed_in(person("official"))
    grant = {"role": "press", "unit": "", "valid_from": "01/11/2026"}
    client.post(of("official", "vai-tro/"), grant)
    held = RoleGrant.objects.get(user__username="official", role="press")

    client.post(of("official", f"vai-tro/{held.pk}/ket-thuc/"))

    held.refresh_from_db()
    assert held.valid_to is not None
    assert "đã kết thúc" in client.get(of("official")).content.decode()
    assert official.get("/ban-lam-viec/").status_code == 200


def test_a_wrong_role_comes_back_with_its_sentence(client_of: ClientOf) -> None:
    """A role without its unit, or given twice, is refused on the page itself."""
    client = client_of("admin")
    person("head")
    again = {"role": "head", "unit": UNIT, "valid_from": "2026-11-01"}

    assert "đã có vai trò ấy" in client.post(of("head", "vai-tro/"), again).content.decode()
    without = {**again, "unit": ""}
    assert "cần một đơn vị" in client.post(of("head", "vai-tro/"), without).content.decode()


def test_a_role_of_somebody_else_is_not_ended(client_of: ClientOf) -> None:
    """The number of another person's role is a conflict and changes nothing."""
    client = client_of("admin")
    person("head")
    person("official")
    other = RoleGrant.objects.get(user__username="official")

    assert client.post(of("head", f"vai-tro/{other.pk}/ket-thuc/")).status_code == 409
    other.refresh_from_db()
    assert other.valid_to is None


def test_name_and_official_are_corrected(client_of: ClientOf) -> None:
    """The correction is shown and recorded."""
    client = client_of("admin")
    person("head")

    client.post(of("head"), {"full_name": "Dương Quang Vĩnh", "official": ""})

    assert "Dương Quang Vĩnh" in client.get(of("head")).content.decode()
    assert Event.objects.filter(action="accounts.user.changed", actor="admin").exists()


def test_a_stopped_account_is_out_at_once(client_of: ClientOf) -> None:
    """The open session ends with the account; opened again, it works again."""
    client = client_of("admin")
    session = signed_in(person("official"))

    client.post(of("official", "ngung/"))
    assert session.get("/ban-lam-viec/").status_code == 302
    client.post(of("official", "mo-lai/"))
    assert session.get("/ban-lam-viec/").status_code == 200


def test_a_lost_phone_is_helped(client_of: ClientOf) -> None:
    """After the reset the person is led to set up a new authenticator."""
    client = client_of("admin")
    session = signed_in(person("head"))

    client.post(of("head", "xac-thuc-hai-lop/"))

    assert session.get("/ban-lam-viec/").headers["Location"] == "/tai-khoan/xac-thuc-hai-lop/"


def test_the_last_administrator_cannot_be_lost(client_of: ClientOf) -> None:
    """Ending her own last role is refused with a page that says why."""
    client = client_of("admin")
    held = RoleGrant.objects.get(user__username="admin")

    answer = client.post(of("admin", f"vai-tro/{held.pk}/ket-thuc/"))

    assert answer.status_code == 409
    assert "ít nhất một quản trị" in answer.content.decode()


@pytest.mark.parametrize(
    "step", ["", "vai-tro/", "lien-ket/", "ngung/", "mo-lai/", "xac-thuc-hai-lop/"]
)
def test_an_unknown_account_is_not_found(client_of: ClientOf, step: str) -> None:
    """Every step on nobody answers 404."""
    assert client_of("admin").post(of("khong-co", step)).status_code == 404


@pytest.mark.parametrize(
    "step", ["vai-tro/", "lien-ket/", "ngung/", "mo-lai/", "xac-thuc-hai-lop/"]
)
def test_changes_are_no_links(client_of: ClientOf, step: str) -> None:
    """A GET changes nothing."""
    assert client_of("admin").get(of("admin", step)).status_code == 405


@pytest.mark.parametrize("role", ["head", "supervisor", "home_affairs", "official"])
def test_nobody_else_administers_accounts(client_of: ClientOf, role: str) -> None:
    """Also with the address at hand and a ready form."""
    client = client_of(role)

    assert client.post(NEW, FORM).status_code == 403
    assert client.post(of(role.replace("_", "-"), "lien-ket/")).status_code == 403
    assert not User.objects.filter(username="mo.hoang").exists()
