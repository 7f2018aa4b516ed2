"""Matters in a real browser: a complaint from a phone, the handler's answer, read by code and reopened."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from playwright.sync_api import Page

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions, first_rules
from nucuoi.cases.models import CaseStanding
from nucuoi.cases.rules.words import State
from nucuoi.foundation import clock
from nucuoi.foundation.names import fold
from tests.browser.handbook import photograph, stands_in
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.db.cases import test_figures as figures
from tests.db.cases.scene import UNIT, opened, say
from tests.db.cases.test_dialogue import complain
from tests.db.cases.test_official import SAID, official, write
from tests.db.portal.conftest import data, office

__all__ = ["data", "office"]
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
PICTURES = {
    "inbox": "phan-anh-hop-thu",
    "case": "phan-anh-chi-tiet",
    "dialogue": "phan-anh-tra-cuu",
}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def rules(office: Path) -> None:
    """The first rules, which the emptying between tests takes away."""
    if not apps.get_model("cases", "Deadline").objects.exists():
        first_rules.enter(lambda name: apps.get_model("cases", name).objects)
        first_rules.enter_support(lambda name: apps.get_model("cases", name).objects)


@pytest.fixture
def sign_in(page: Page, live_server: Any) -> Callable[..., None]:
    """Puts somebody before the screen."""

    def signed_in(role: Role, unit: str | None = None) -> None:
        page.context.clear_cookies()
        page.context.add_cookies([session_cookie(person(role, unit), live_server.url)])

    return signed_in


MISSING = "Lần một thiếu bản sao, lần hai thiếu dấu, phải đi lại nhiều lần."


def _fill() -> str:
    """A lively inbox; the code of its first matter."""
    _, code = complain(official="cb-1")
    say(MISSING, score=2)
    say("Nhanh, chỉ hơi ít ghế ngồi chờ, người già phải đứng.", score=4, wants_answer=True)
    say("Cán bộ cáu gắt khi tôi hỏi lại.", score=1)
    say("Cảm ơn chị đã hướng dẫn tận tình.", score=5, thanks=True)
    say("Cán bộ vòi tiền tôi.", score=1)
    return code


def test_each_page_is_sound(
    page: Page, watch: Watch, office: Path, sign_in: Callable[..., None]
) -> None:
    """No accessibility finding, nothing sideways, no complaint, nothing from another host."""
    _fill()
    first = CaseStanding.objects.order_by("pk")[0].pk
    like = opened(say(fold(MISSING), score=2)).pk
    sign_in(Role.HANDLER)
    addresses = (
        "/phan-anh/",
        "/phan-anh/?tim=xyz",
        f"/phan-anh/?giong={like}",
        f"/phan-anh/{like}/",
        f"/phan-anh/{first}/?mau=tre_hen",
    )
    for address in addresses:
        for size in (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a mapping of these two
            page.goto(address)
            assert (watch.complaints, watch.foreign, watch.accessibility()) == ([], [], [])
            assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a mapping of these two
    photograph(page, PICTURES["case"], full=False)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a mapping of these two
    photograph(page, "phan-anh-chi-tiet-dien-thoai")
    page.goto("/phan-anh/")
    photograph(page, "phan-anh-hop-thu-dien-thoai")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a mapping of these two
    page.goto("/phan-anh/")
    photograph(page, PICTURES["inbox"], full=False)
    assert stands_in("phan-anh.md", PICTURES["inbox"])
    assert stands_in("phan-anh.md", PICTURES["case"])


def _settle_some() -> None:
    """Two months of matters: most answered in a few days, some late, one waiting."""
    now = clock.now()
    for back, days in (
        (58, 1),
        (50, 3),
        (44, 9),
        (40, 2),
        (36, 4),
        (22, 2),
        (17, 3),
        (15, 8),
        (4, 0),
    ):
        at = now - timedelta(days=back)
        rating = figures.complain(at)
        if days:
            figures.answer(rating, at + timedelta(days=days))


def test_what_reaches_the_official_and_what_it_adds_up_to(
    page: Page, watch: Watch, office: Path, sign_in: Callable[..., None]
) -> None:
    """Thanks, a batch, a call and the figures: sound on desk and phone; a reply is sent from the page."""
    write("Cảm ơn chị đã hướng dẫn tận tình, đi một lần là xong.", 0, score=5, thanks=True)
    for text in SAID:
        write(text)
    actions.make_batches()
    _settle_some()
    asked = opened(say(official="cb-1")).pk
    head = person(Role.HEAD).seat
    actions.call_to_explain(by=head, case=asked, text="Vì sao hồ sơ trả chậm mà chưa báo dân?")
    official()
    addresses = {
        "/loi-nhan-cua-toi/": (Role.OFFICIAL, "loi-nhan-cua-toi"),
        "/phan-anh/trinh-bay/": (Role.HEAD, ""),
        f"/phan-anh/so-lieu/{UNIT}/": (Role.HEAD, "phan-anh-so-lieu"),
    }
    for address, (role, picture) in addresses.items():
        sign_in(role)
        for size, end in ((PHONE, "-dien-thoai"), (DESK, "")):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a mapping of these two
            page.goto(address)
            assert (watch.complaints, watch.foreign, watch.accessibility()) == ([], [], [])
            assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
            if picture:
                photograph(page, picture + end)
    sign_in(Role.OFFICIAL)
    page.goto("/loi-nhan-cua-toi/")
    page.get_by_text("Trình bày về lời này").first.click()
    reply = page.locator(".own-comment details[open]")
    reply.get_by_role("textbox").fill("Hôm ấy máy lấy số hỏng, tôi đã gọi bằng loa.")
    reply.get_by_role("button", name="Gửi lãnh đạo đơn vị").click()
    page.get_by_text("Đã gửi ý kiến của anh/chị").wait_for()
    assert stands_in("loi-nhan-cua-toi.md", "loi-nhan-cua-toi")
    assert stands_in("phan-anh.md", "phan-anh-so-lieu")


def test_the_inbox_is_worked_by_keys(
    page: Page, office: Path, sign_in: Callable[..., None]
) -> None:
    """Down twice, ticked, taken over; then opened with Enter: no mouse."""
    _fill()
    sign_in(Role.HANDLER)
    page.goto("/phan-anh/")
    for key in ("j", "j", "x", "g"):
        page.keyboard.press(key)
    page.wait_for_url("**thu_muc=cua-toi")
    page.get_by_text("Đã nhận 1 phản ánh về mình.").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/phan-anh/*/")

    assert CaseStanding.objects.filter(owner="handler").count() == 1


def test_answered_read_by_code_and_reopened(
    page: Page, watch: Watch, office: Path, sign_in: Callable[..., None]
) -> None:
    """The handler answers with the three signs; the citizen reads it on her phone and is not content."""
    code = _fill()
    standing = CaseStanding.objects.order_by("pk")[0]
    sign_in(Role.HANDLER)
    page.goto(f"/phan-anh/{standing.pk}/")
    today = f"{clock.today():%d/%m/%Y}"
    page.get_by_role("textbox", name="Câu trả lời").fill(
        f"Chúng tôi xin lỗi Ông/Bà. Kết quả đã có, mời đến nhận từ ngày {today}. Liên hệ bộ phận một cửa."
    )
    for sign in ("apology", "day", "contact"):
        assert page.locator(f'[data-check="{sign}"]').get_attribute("data-there") == "true"
    page.get_by_role("button", name="Gửi trả lời").click()
    page.get_by_text("Người dân đọc được bằng mã tra cứu").wait_for()
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a mapping of these two
    page.goto(f"/tra-cuu/#{code}")
    page.get_by_text("Kết quả đã có, mời đến nhận").wait_for()
    photograph(page, PICTURES["dialogue"])
    page.get_by_label("Điều gì chưa được giải quyết?").fill("Tôi đến mà chưa có kết quả.")
    page.get_by_role("button", name="Chưa, xin xem lại").click()
    page.get_by_text("Cấp trên của đơn vị cùng theo dõi").wait_for()
    assert (watch.complaints, watch.foreign, watch.accessibility()) == ([], [], [])

    standing.refresh_from_db()
    assert standing.state == State.OPEN
    assert page.context.cookies() == []
    assert stands_in("phan-anh.md", PICTURES["dialogue"])


def test_an_allegation_takes_the_other_road(
    page: Page, office: Path, sign_in: Callable[..., None]
) -> None:
    """The head's inbox does not hold it; the inspector's does."""
    _fill()
    sign_in(Role.HEAD, UNIT)
    page.goto("/phan-anh/")
    assert page.get_by_role("link", name="Dấu hiệu vòi vĩnh").count() == 0
    assert page.get_by_text("Nội dung này đi thẳng tới thanh tra").is_visible()
    page.context.clear_cookies()
    inspector = person(Role.INSPECTOR, "bg-24-2021")
    page.context.add_cookies([session_cookie(inspector, page.url.split("/phan-anh")[0])])
    page.goto("/phan-anh/")

    assert page.get_by_role("link", name="Dấu hiệu vòi vĩnh").count() == 1
