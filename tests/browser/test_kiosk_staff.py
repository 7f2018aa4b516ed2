"""What staff do at a tablet: pairing by code, the panel behind a long press, signing on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from nucuoi.foundation.keys import load_or_make
from nucuoi.kiosk.rules import codes
from tests.browser.kiosk import Tablet, offline, pair, rate, run, wait_for_none_waiting
from tests.browser.site import COUNTER, Site
from tests.browser.test_kiosk import photograph
from tests.browser.watch import Watch

_PREPARE = """
import sys
import django
django.setup()
from datetime import date
from nucuoi.foundation.seat import SYSTEM
from nucuoi.kiosk import actions
from nucuoi.organisation.models import Counter, Official, Posting
counter = Counter.objects.get(code=sys.argv[1])
official, _ = Official.objects.get_or_create(code="cb-02", defaults={"full_name": "Giáp Thị Mến", "kind": "civil_servant", "invented": True})
Posting.objects.get_or_create(official=official, unit=counter.point.unit, defaults={"position": "Công chức", "valid_from": date(2021, 1, 1)})
print(actions.make_pairing_code(by=SYSTEM, name="Máy quầy 2", point=counter.point, counter=counter))
print(actions.make_badge_code(by=SYSTEM, official=official.code))
"""


@pytest.fixture
def tablet(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet that nobody has paired yet."""
    one = Tablet(playwright, site, tmp_path / "profile")
    yield one
    one.switch_off()


def test_from_the_box_to_an_official_signed_on(tablet: Tablet, site: Site) -> None:
    """Pair by code, open the panel, sign on offline with the right code: the rating is hers."""
    pairing_code, badge = run(site, _PREPARE, COUNTER).split()
    page = tablet.switch_on()
    watch = Watch(page, site.url)
    expect(page.locator('[data-screen="pair"]')).to_be_visible()
    photograph(page, "kiosk-ghep")
    findings = watch.accessibility()
    page.fill("#pairing_code", "AAAA-AAAA")
    page.keyboard.press("Enter")
    expect(page.locator("#pairing_wrong")).to_be_visible()
    page.fill("#pairing_code", pairing_code.lower())
    page.keyboard.press("Enter")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()

    open_panel(page, site)
    photograph(page, "kiosk-can-bo")
    findings += watch.accessibility()
    before = len(site.ratings())
    with offline(tablet.context):
        page.fill("#badge", badge)
        page.get_by_role("button", name="Đăng nhập quầy").click()
        expect(page.locator("[data-signed-on]")).to_contain_text("chờ kiểm tra")
        page.locator('[data-screen="staff"] [data-action="back"]').click()
        rate(page, 5)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    wait_for_none_waiting(page)

    [stored] = site.wait_for(before + 1)[before:]
    assert stored["attributed_by"] == 1
    complaints = [said for said in watch.complaints if "404" not in said and "INTERNET" not in said]
    assert (findings, complaints) == ([], [])


def test_a_wrong_staff_code_opens_nothing(tablet: Tablet, site: Site) -> None:
    """Five wrong ones lock the door, also for the right one."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    knock(page)
    photograph(page, "kiosk-ma-can-bo")
    for _ in range(6):
        page.fill("#staff_code", "000000")
        page.keyboard.press("Enter")
        expect(page.locator("#staff_wrong")).to_be_visible()
    page.fill("#staff_code", staff_code(site))
    page.keyboard.press("Enter")

    expect(page.locator("#staff_wrong")).to_contain_text("5 lần")
    assert page.locator('[data-screen="staff"]').is_hidden()


def test_the_panel_shows_no_credential(tablet: Tablet, site: Site) -> None:
    """Neither the token nor the staff code stands anywhere in the page."""
    token = pair(site, COUNTER)
    page = tablet.switch_on(f"#{token}")
    open_panel(page, site)

    text = page.content()
    assert token not in text
    assert staff_code(site) not in text


def test_without_a_secure_context_it_says_so(browser: Browser, site: Site) -> None:
    """Opened by plain http from elsewhere it takes no rating it could not keep."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto(f"{site.url}/kiosk/")

    expect(page.locator('[data-screen="insecure"]')).to_be_visible()
    assert Watch(page, site.url).accessibility() == []
    photograph(page, "kiosk-can-https")
    context.close()


def knock(page: Page) -> None:
    """A long press on the mark."""
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    page.locator("[data-staff-door]").click(delay=1700)
    expect(page.locator('[data-screen="pin"]')).to_be_visible()


def open_panel(page: Page, site: Site) -> None:
    """With the code that the devices page shows."""
    knock(page)
    page.fill("#staff_code", staff_code(site))
    page.keyboard.press("Enter")
    expect(page.locator('[data-screen="staff"]')).to_be_visible()


def staff_code(site: Site) -> str:
    """The code of the newest tablet."""
    with site.changing() as base:
        [device] = base.execute("SELECT max(id) FROM ratings_device").fetchone()
    return codes.staff_code(
        load_or_make(Path(site.environment["NUCUOI_DATA"]) / "keys", "kiosk"), device
    )
