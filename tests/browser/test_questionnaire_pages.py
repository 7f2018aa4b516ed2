"""The questionnaire in a real browser: drafted, previewed in four languages, published."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.ratings.actions import questionnaires
from nucuoi.ratings.actions.questionnaires import load_packaged
from nucuoi.ratings.models import LevelMapping
from tests import one_stop
from tests.browser.handbook import photograph, stands_in
from tests.browser.watch import Watch
from tests.cast import person, session_cookie

DESK, NARROW = (1280, 800), (320, 640)
PICTURES = {
    "draft": "phieu-hoi-soan",
    "publish": "phieu-hoi-ban-hanh",
    "levels": "phieu-hoi-quy-doi",
}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def editor(page: Page, live_server: Any) -> None:
    """Somebody of Sở Nội vụ, over a small province."""
    one_stop.build()
    load_packaged()
    LevelMapping.objects.get_or_create(
        valid_from="2021-04-28",
        defaults={"citation": "Thông tư 01/2018/TT-VPCP", "made_at": clock.now()}
        | {f"step_{n}": level for n, level in enumerate((1, 1, 1, 2, 3), start=1)},
    )
    page.context.add_cookies([session_cookie(person(Role.HOME_AFFAIRS), live_server.url)])


def _draft() -> str:
    by = person(Role.HOME_AFFAIRS).seat
    draft = questionnaires.start_draft(by=by)
    words = {"question.citizen": "Hôm nay Ông/Bà thấy được phục vụ thế nào?"}
    questionnaires.change_draft(by=by, draft=draft, revision=1, lang="vi", words=words)
    return f"/phieu-hoi/ban-thao/{draft}/"


def test_each_page_is_sound(page: Page, watch: Watch) -> None:
    """No accessibility finding, nothing sideways, no complaint, nothing from another host."""
    draft = _draft()
    addresses = {
        "list": "/phieu-hoi/",
        "draft": draft,
        "korean": f"{draft}?lang=ko",
        "publish": f"{draft}ban-hanh/",
        "phone": f"{draft}dien-thoai/?lang=en",
        "tablet": f"{draft}may-tinh-bang/?lang=vi",
        "version": "/phieu-hoi/1/?lang=zh",
        "levels": "/phieu-hoi/quy-doi/",
        "aside": f"{draft}bo/",
    }
    for name, address in addresses.items():
        for width, height in (NARROW, DESK):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            page.wait_for_function("() => document.fonts.status === 'loaded'")
            photograph(page, f"questionnaire-{name}-{width}")
            assert page.evaluate("() => document.documentElement.scrollWidth") == width
        assert watch.accessibility() == []
        if name in PICTURES:
            photograph(page, PICTURES[name], full=False)
            assert stands_in("phieu-hoi.md", PICTURES[name])

    assert watch.complaints == []
    assert watch.foreign == []


def test_an_editor_goes_all_the_way(page: Page) -> None:
    """From the list to a version that begins in a week, by what stands on the pages."""
    page.goto("/phieu-hoi/")
    page.get_by_role("button", name="Soạn bản mới").click()
    page.get_by_label("Hỏi doanh nghiệp").fill("Doanh nghiệp được đồng hành thế nào?")
    page.get_by_role("button", name="Lưu bản thảo").click()
    page.wait_for_selector(".note-jade")
    page.get_by_role("link", name="한국어").click()
    assert "Doanh nghiệp được đồng hành thế nào?" in page.locator("main").inner_text()

    page.get_by_role("link", name="Trên điện thoại").click()
    page.get_by_role("link", name="Tôi đến thay mặt doanh nghiệp").click()
    assert page.locator("h1").inner_text() == "Doanh nghiệp được đồng hành thế nào?"
    page.locator('[data-score="5"]').click()
    page.locator('[data-action="send"]').click()
    assert page.locator("h1").first.inner_text() == "Doanh nghiệp được đồng hành thế nào?"

    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Kiểm tra và ban hành").click()
    day = clock.today() + timedelta(days=7)
    page.get_by_label("Áp dụng từ ngày").fill(f"{day:%d/%m/%Y}")
    page.get_by_role("button", name="Ban hành phiếu hỏi").click()
    page.wait_for_selector(".note-jade")
    assert f"{day:%d/%m/%Y}" in page.locator("table").inner_text()
    assert "sắp dùng" in page.locator("table").inner_text()
