"""Keys, slips and posters in a real browser: readable, narrow, downloaded files that are right."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from nucuoi.accounts.actions import make_api_token
from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.ratings.actions import print_sheet
from nucuoi.ratings.models import Ticket
from tests import one_stop
from tests.browser.watch import Watch
from tests.cast import person, session_cookie

DESK, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
PAGES = {
    "khoa-ket-noi": "/quan-tri/khoa-ket-noi/",
    "khoa-moi": "/quan-tri/khoa-ket-noi/moi/",
    "phieu-moi": "/phieu-moi/",
    "bien-quay": f"/don-vi/{one_stop.COMMUNE}/bien/",
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def signed_in(page: Page, live_server: Any) -> None:
    """An administrator, two counters, two keys and a sheet printed before."""
    one_stop.build()
    names = ("Tư pháp, hộ tịch", "Địa chính, đất đai, môi trường")
    code, _ = (one_stop.counter(number, name=name) for number, name in enumerate(names, start=1))
    admin = person(Role.ADMIN)
    for purpose in ("tickets", "visits"):
        make_api_token(by=admin.seat, purpose=purpose, name="Một cửa điện tử tỉnh")
    today = clock.today()
    row = one_stop.counter_row(code)
    print_sheet(by=admin.seat, counter=row, field=None, first_day=today, last_day=today, count=24)
    page.context.add_cookies([session_cookie(admin, live_server.url)])


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_sound(page: Page, watch: Watch, name: str) -> None:
    """No accessibility finding, nothing sideways, no complaint, nothing from another host."""
    for width, height in (NARROW, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(PAGES[name])
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
        assert width == NARROW[0] or watch.accessibility() == []
        _photograph(page, name if width == DESK[0] else f"{name}-{width}")

    assert (watch.complaints, watch.foreign) == ([], [])


def test_a_key_is_made_by_keyboard_and_shown_once(page: Page, watch: Watch) -> None:
    """Reloaded, the page does not show it again."""
    page.goto(PAGES["khoa-moi"])
    page.locator('[name="name"]').fill("Cổng dịch vụ công")
    page.locator('[name="purpose"]').select_option("tickets")
    page.get_by_role("button", name="Tạo khóa").press("Enter")
    secret = page.locator("[data-secret]")
    expect(secret).to_have_value(re.compile("^nc_"))
    assert watch.accessibility() == []
    page.reload()
    expect(secret).to_have_count(0)


def test_slips_are_downloaded(page: Page, tmp_path: Path) -> None:
    """The form stays where it is; the file is a PDF and its tickets are there."""
    page.goto(PAGES["phieu-moi"])
    page.locator('[name="counter"]').select_option("bg07210-21-01")
    page.locator('[name="count"]').fill("13")
    with page.expect_download() as caught:
        page.get_by_role("button", name="In phiếu").click()
    caught.value.save_as(tmp_path / "slips.pdf")

    assert caught.value.suggested_filename.startswith("phieu-moi-bg07210-21-01-")
    assert (tmp_path / "slips.pdf").read_bytes().startswith(b"%PDF-")
    assert Ticket.objects.count() == 24 + 13
    expect(page.locator("h1")).to_have_text("In phiếu mời đánh giá")


@override_settings(SMS_NUMBER="8088")
@pytest.mark.parametrize("size", ["A4", "A5"])
def test_posters_are_downloaded(page: Page, tmp_path: Path, size: str) -> None:
    """All counters of the unit in one file."""
    page.goto(PAGES["bien-quay"])
    with page.expect_download() as caught:
        page.get_by_role("link", name=f"Tải tệp {size}").click()
    caught.value.save_as(tmp_path / "posters.pdf")

    assert caught.value.suggested_filename == f"bien-{one_stop.COMMUNE}-{size.lower()}.pdf"
    assert (tmp_path / "posters.pdf").read_bytes().startswith(b"%PDF-")


def _photograph(page: Page, name: str) -> None:
    """Keeps a picture, where NUCUOI_PHOTOS says: docs/how-to/images for those of the handbook."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
