"""`/v/<ticket>` on a phone: what the visit was, the question of a late dossier, a second use said."""

import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from nucuoi.ratings.rules.words import Apology, Evidence
from tests.browser.again import again
from tests.browser.site import COUNTER, Site
from tests.browser.watch import Watch

OpenPhone = Callable[..., Page]
LATE = {"field": "HT", "procedure": "1.001193", "late": True}


@pytest.fixture
def before(site: Site) -> int:
    """How many ratings were stored before the test."""
    return len(site.ratings())


def test_a_late_dossier_is_rated(open_phone: OpenPhone, site: Site, before: int) -> None:
    """Two taps and the answer about the apology; the field comes from the ticket."""
    phone = open_phone()
    watch = Watch(phone, site.url)
    phone.goto(site.mint(**LATE)["url"].replace("http://127.0.0.1:8000", site.url))
    expect(phone.locator("main")).to_contain_text("Đăng ký khai sinh")
    phone.click('[data-score="2"]')
    _photograph(phone, "ma-moi-1-ho-so-tre")
    phone.locator('[name="apology"][value="no"]').check()
    assert watch.accessibility() == []
    phone.click('[data-action="send"]')

    expect(phone.locator('[data-state="recorded"]')).to_be_visible()
    [stored] = site.ratings()[before:]
    assert (stored["evidence"], stored["apology"]) == (Evidence.TICKET, Apology.NO)
    assert stored["field_id"] is not None
    assert (watch.complaints, watch.foreign) == ([], [])


def test_a_second_use_is_said_to_both(open_phone: OpenPhone, site: Site, before: int) -> None:
    """Who comes second hears it before and after; who was first, when she looks again."""
    address = site.mint()["url"].replace("http://127.0.0.1:8000", site.url)
    first, second = open_phone(), open_phone()
    for phone in (first, second):
        phone.goto(address)
        phone.click('[data-score="4"]')
        phone.click('[data-action="send"]')
        expect(phone.locator("h1")).to_have_text("Cảm ơn Ông/Bà đã góp ý.")
    expect(first.locator('[data-state="recorded"]')).to_be_visible()
    expect(second.locator('[data-state="disputed"]')).to_be_visible()
    _photograph(second, "ma-moi-3-da-dung-cam-on")

    again = open_phone()
    again.goto(address)
    expect(again.locator(".note-rain")).to_contain_text("Mã mời này đã dùng 2 lần.")
    _photograph(again, "ma-moi-2-da-dung")
    assert [stored["disputed"] for stored in site.ratings()[before:]] == [0, 1]


def test_without_javascript_it_is_a_plain_form(
    open_phone: OpenPhone, site: Site, before: int
) -> None:
    """The same page, the same rating."""
    phone = open_phone(java_script_enabled=False)
    phone.goto(site.mint(**LATE)["url"].replace("http://127.0.0.1:8000", site.url))
    phone.locator('[data-score="1"]').click()
    phone.locator('[name="apology"][value="yes"]').check()
    phone.locator('[data-action="send"]').click()

    expect(phone.locator('[data-state="recorded"]')).to_be_visible()
    [stored] = site.ratings()[before:]
    assert (stored["score"], stored["apology"]) == (1, Apology.YES)


@pytest.mark.parametrize(
    ("lang", "width"), [("vi", 320), ("en", 1280), again("zh", 390), again("ko", 320)]
)
def test_the_page_is_sound(open_phone: OpenPhone, site: Site, lang: str, width: int) -> None:
    """In every language, from the narrowest screen to the widest: no accessibility finding, nothing sideways."""
    phone = open_phone(viewport={"width": width, "height": 844})
    watch = Watch(phone, site.url)
    code = site.mint(**LATE)["code"]
    site.post("/api/v1/ratings", {"id": str(uuid4()), "ticket": code, "score": 5})
    phone.goto(f"{site.url}/v/{code}?lang={lang}")
    phone.click('[data-score="2"]')

    assert watch.accessibility() == []
    assert phone.evaluate("() => document.documentElement.scrollWidth") == width
    assert watch.complaints == []


@pytest.mark.parametrize("code", ["khong-co", "0" * 26])
def test_an_unknown_invitation_leads_on(open_phone: OpenPhone, site: Site, code: str) -> None:
    """The field for a counter's code works from there."""
    phone = open_phone()
    watch = Watch(phone, site.url)
    phone.goto(f"{site.url}/v/{code}")
    assert watch.accessibility() == []
    phone.fill('[name="counter"]', COUNTER)
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/q/{COUNTER}?lang=vi")


def _photograph(page: Page, name: str) -> None:
    """Keeps a picture, where NUCUOI_PHOTOS says: docs/how-to/images for those of the handbook."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
