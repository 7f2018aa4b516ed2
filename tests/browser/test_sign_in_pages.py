"""Signing in, the desk, the journal and the accounts, as people see them in a real browser."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from nucuoi.accounts import actions
from nucuoi.foundation.seat import SYSTEM
from tests.browser.again import again
from tests.browser.watch import Watch
from tests.cast import PASSWORD, TOTP_SECRET, UNIT, person, session_cookie
from tests.totp import code_now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("units")]

DESK, PHONE = (1280, 800), (390, 844)
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
STAFF_PAGES = {
    "desk": "/ban-lam-viec/",
    "journal": "/nhat-ky/",
    "accounts": "/quan-tri/tai-khoan/",
    "new-account": "/quan-tri/tai-khoan-moi/",
    "account": "/quan-tri/tai-khoan/head/",
    "me": "/tai-khoan/",
}


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Limits and used codes of one test do not reach the next."""
    cache.clear()


@SIZES
def test_a_head_signs_in_with_her_phone(page: Page, watch: Watch, size: tuple[int, int]) -> None:
    """Password, code, desk: each page readable for everybody, quiet, at home."""
    person("head")
    _size(page, size)
    page.goto("/ban-lam-viec/")
    _look(watch, f"sign-in-{size[0]}")
    page.fill('[name="username"]', "head")
    page.fill('[name="password"]', PASSWORD)
    page.click("main button[type=submit]")
    _look(watch, f"code-{size[0]}")
    page.fill('[name="code"]', code_now(TOTP_SECRET))
    page.click("main form.card button[type=submit]")

    expect(page.locator("h1")).to_contain_text("Dương Quang Vinh")
    _look(watch, f"desk-head-{size[0]}")


@SIZES
def test_the_first_administrator_needs_no_manual(
    page: Page, watch: Watch, size: tuple[int, int]
) -> None:
    """From the one-time link through the second factor to the desk, by the buttons alone."""
    _size(page, size)
    page.goto(f"/cai-dat/{actions.make_setup_link()}/")
    _look(watch, f"setup-{size[0]}")
    for name, text in (("full_name", "Ong Thế Kiên"), ("username", "kien")):
        page.fill(f'[name="{name}"]', text)
    for name in ("password", "again"):
        page.fill(f'[name="{name}"]', PASSWORD)
    page.click("main button[type=submit]")
    _look(watch, f"second-factor-{size[0]}")
    secret = page.locator("[data-totp-secret]").inner_text().replace(" ", "")
    page.fill('[name="code"]', code_now(secret))
    page.click("main form.card button[type=submit]")
    expect(page.locator("[data-recovery-codes] li")).to_have_count(10)
    _look(watch, f"recovery-codes-{size[0]}")
    page.click("main a.button-main")

    expect(page.locator("h1")).to_contain_text("Ong Thế Kiên")


@pytest.mark.parametrize("size", [again(DESK), PHONE])
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_staff_pages_are_readable_for_everybody(
    page: Page, watch: Watch, live_server: Any, name: str, size: tuple[int, int]
) -> None:
    """No accessibility finding, nothing wider than the screen, no complaint of the browser."""
    _people()
    _size(page, size)
    page.context.add_cookies([session_cookie(person("admin"), live_server.url)])

    page.goto(STAFF_PAGES[name])

    _look(watch, f"{name}-{size[0]}")
    for summary in page.locator("main summary").all():
        summary.click()
        _look(watch, f"{name}-{size[0]}-{summary.inner_text()[:8]}")
        summary.click()
    wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_an_account_is_made_without_javascript(browser: Any, live_server: Any) -> None:
    """All of it works as plain forms; the link is shown once."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    context.add_cookies([session_cookie(person("admin"), live_server.url)])
    page.goto("/quan-tri/tai-khoan-moi/")
    page.fill('[name="full_name"]', "Hoàng Thị Mơ")
    page.fill('[name="username"]', "mo.hoang")
    page.select_option('[name="role"]', "head")
    page.select_option('[name="unit"]', UNIT)
    page.click("main button[type=submit]")

    link = page.locator("[data-link]").get_attribute("value")
    _photograph(page, "new-link")
    page.reload()
    assert page.locator("[data-link]").count() == 0
    context.close()

    assert link
    assert re.fullmatch(rf"{live_server.url}/dat-mat-khau/[\w-]+/", link)


def _people() -> None:
    person("head")
    person("official")
    for number in range(3):
        actions.make_user(by=SYSTEM, username=f"mo{number}", full_name=f"Hoàng Thị Mơ {number}")


def _size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _look(watch: Watch, name: str) -> None:
    watch.page.wait_for_load_state()
    watch.page.wait_for_function("() => document.fonts.status === 'loaded'")
    _photograph(watch.page, name)
    assert (watch.accessibility(), watch.complaints, watch.foreign) == ([], [], [])


def _photograph(page: Page, name: str) -> None:
    """Keeps a picture when somebody wants to look (NUCUOI_PHOTOS names the folder)."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
