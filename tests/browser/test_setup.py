"""The set-up screens and the sheet of visits in a real browser: readable, narrow, usable by keyboard."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions
from nucuoi.organisation.queries.visit_days import visit_sheet
from nucuoi.organisation.rules.visits import Counts
from tests import one_stop
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.one_stop import COMMUNE, OFFICE, POINT, PROVINCE

DESK, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
CODE, SHEET = "bg07210-21-01", f"/luot-giao-dich/{POINT}/"
NAMES = ("Tư pháp, hộ tịch", "Địa chính, đất đai, môi trường", "Văn hóa, xã hội, chính sách")
PAGES = {
    "unit": f"/don-vi/{COMMUNE}/",
    "province": f"/don-vi/{PROVINCE}/",
    "empty": f"/don-vi/{OFFICE}/",
    "point": f"/don-vi/mot-cua/{POINT}/",
    "hours": f"/don-vi/mot-cua/{POINT}/gio-mo-cua/",
    "new-counter": f"/don-vi/mot-cua/{POINT}/quay-moi/",
    "counter": f"/don-vi/quay/{CODE}/",
    "poster": f"/don-vi/quay/{CODE}/bien/",
    "posters": f"/don-vi/{PROVINCE}/bien/",
    "close": f"/don-vi/quay/{CODE}/ngung/",
    "officials": f"/don-vi/{COMMUNE}/can-bo/",
    "official": "/don-vi/nguoi/BG-1/",
    "visits": "/luot-giao-dich/",
    "sheet": SHEET,
    "file": "/luot-giao-dich/nhap-tep/",
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def signed_in(page: Page, live_server: Any) -> None:
    """An administrator's page, over a commune with three counters and two officials."""
    one_stop.build()
    for number, name in enumerate(NAMES, start=1):
        one_stop.counter(number, name=name)
    one_stop.counter(1, one_stop.NEXT_POINT)
    since = date(2025, 3, 3)
    one_stop.official("BG-1", "Hoàng Thị Mơ", since=since)
    one_stop.official("BG-2", "Giáp Văn Ẩn", since=since)
    actions.set_counter_fields(by=SYSTEM, code=CODE, fields=["HT", "CT"], valid_from=since)
    actions.set_holder(by=SYSTEM, counter=CODE, official="BG-1", valid_from=since)
    today = clock.today()
    actions.set_duty(by=SYSTEM, counter=CODE, on=today, half=Half.AFTERNOON, official="BG-2")
    handler = person(Role.HANDLER)
    actions.record_visits(by=handler.seat, on=today, counts={CODE: Counts(12, 1, 9, 4)})
    page.context.add_cookies([session_cookie(person(Role.ADMIN), live_server.url)])


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_sound(page: Page, watch: Watch, name: str) -> None:
    """No accessibility finding, nothing sideways, no complaint, nothing from another host."""
    for width, height in (NARROW, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(PAGES[name])
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        _photograph(page, f"{name}-{width}")
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
        assert width == NARROW[0] or watch.accessibility() == []

    assert watch.complaints == []
    assert watch.foreign == []


def test_a_newcomer_opens_a_counter_by_keyboard(page: Page) -> None:
    """The focus goes to the first wrong field; the right form ends on the counter's page."""
    page.goto(PAGES["new-counter"])
    page.locator('[name="name"]').press("Enter")
    assert page.locator(".wrong").first.inner_text().strip() == "Xin ghi tên quầy."
    expect(page.locator('[name="name"]')).to_be_focused()

    page.keyboard.type("Lao động")
    page.keyboard.press("Enter")
    page.wait_for_url("**/don-vi/quay/bg07210-21-04/")
    assert page.locator("h1").inner_text() == "Quầy 4 · Lao động"
    assert page.locator("svg.qr").bounding_box() is not None


def test_the_sheet_adds_up_while_it_is_typed(page: Page) -> None:
    """The totals follow each cell; saved, they are the same without JavaScript."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(SHEET)
    second = visit_sheet(POINT, clock.today())[1]
    page.locator(f'[name="submitted-{second.id}"]').fill("1.200")
    assert page.locator("[data-total]").all_inner_texts() == ["1.212", "1", "9", "4"]

    page.get_by_role("button", name="Lưu số liệu").click()
    page.wait_for_selector(".note-jade")
    assert page.locator("[data-total]").all_inner_texts() == ["1.212", "1", "9", "4"]


def test_a_file_is_looked_at_and_kept(page: Page, tmp_path: Path) -> None:
    """What the preview sends back is what was in the file."""
    file = tmp_path / "luot.csv"
    head = "counter;on;submitted;supplemented;collected;online"
    file.write_text(f"{head}\n{CODE};{clock.today():%d/%m/%Y};20;0;0;0\n", encoding="utf-8-sig")
    page.goto(PAGES["file"])
    page.set_input_files('[name="file"]', file)
    page.get_by_role("button", name="Xem trước").click()
    _photograph(page, "plan-1280")
    assert page.locator("h1").inner_text() == "Tệp này sửa 1 số liệu"

    page.get_by_role("button", name="Ghi các số liệu này").click()
    page.wait_for_selector(".note-jade")
    assert visit_sheet(POINT, clock.today())[0].counts == Counts(20)


def _photograph(page: Page, name: str) -> None:
    """Keeps a picture for people to look at, where NUCUOI_PHOTOS says."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"setup-{name}.png", full_page=True)
