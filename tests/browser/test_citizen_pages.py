"""Every page that a citizen may come to, in each language it speaks: readable for everybody."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.again import EVERY_LANGUAGE
from tests.browser.kiosk import run
from tests.browser.site import CLOSED, COUNTER, EARLY, Site
from tests.browser.watch import Watch

OpenPhone = Callable[..., Page]
_NAMED_LINK = """
import sys
import django
django.setup()
from datetime import timedelta
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.ratings.actions import make_named_link
from nucuoi.ratings.rules.words import Rater
today = clock.today()
print(make_named_link(by=Seat("hoi", "association", ""), title="Hội viên góp ý", rater=Rater.BUSINESS,
    opens_on=today, closes_on=today + timedelta(days=9), unit="bg-07375-2021"))
"""


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """Where a citizen may come to, by what she finds there."""
    late, used, expired = (site.mint(late=True)["code"] for _ in range(3))
    site.post("/api/v1/ratings", {"id": str(uuid4()), "ticket": used, "score": 5})
    with site.changing() as base:
        newest = "id = (SELECT max(id) FROM ratings_ticket)"
        base.execute(f"UPDATE ratings_ticket SET expires_at = '2026-01-01' WHERE {newest}")  # noqa: S608  # our own words
    return {
        "front": "/",
        "look up": "/tra-cuu/",
        "verification": "/kiem-chung/",
        "not this way": "/tra-cuu/trao-doi",
        "find": "/q/",
        "question": f"/q/{COUNTER}",
        "closed": f"/q/{CLOSED}",
        "early": f"/q/{EARLY}",
        "unknown": "/q/khong-co",
        "invited": f"/v/{late}",
        "used": f"/v/{used}",
        "expired": f"/v/{expired}",
        "lost": "/v/khong-co",
        "link": f"/l/{run(site, _NAMED_LINK)}",
        "no link": "/l/khong-co",
    }


@EVERY_LANGUAGE
def test_every_page_on_the_way_in(
    open_phone: OpenPhone, site: Site, addresses: dict[str, str], lang: str
) -> None:
    """Front page, good codes, closed, early, used, expired, unknown ones, refusals: no finding, nothing sideways."""
    phone = open_phone()
    watch = Watch(phone, site.url)
    found = []
    for name, address in addresses.items():
        phone.goto(f"{site.url}{address}?lang={lang}")
        assert (name, phone.locator("html").get_attribute("lang")) == (name, lang)
        assert phone.evaluate("() => document.documentElement.scrollWidth") == 390, name
        found += [(name, finding) for finding in watch.accessibility()]

    assert (found, watch.foreign) == ([], [])


@EVERY_LANGUAGE
def test_every_step_to_the_code(open_phone: OpenPhone, site: Site, lang: str) -> None:
    """Both second screens, thanks and code."""
    phone = open_phone()
    watch = Watch(phone, site.url)
    found = [
        (step, finding) for step in _steps(phone, site, lang) for finding in watch.accessibility()
    ]
    assert (found, watch.complaints, watch.foreign) == ([], [], [])


def test_without_javascript(open_phone: OpenPhone, site: Site) -> None:
    """The same screens as plain pages, in the language that was chosen at the beginning."""
    phone, plain = open_phone(), open_phone(java_script_enabled=False)
    watch = Watch(phone, site.url)
    phone.goto(f"{site.url}/q/")
    found = []
    for step in _plain_steps(plain, site, "ko"):
        assert (step, plain.locator("html").get_attribute("lang")) == (step, "ko")
        # axe is a script: the same words are laid before it where scripts run
        phone.set_content(plain.content().replace("<script", "<template"))
        phone.evaluate(_WITH_BASE, plain.url)
        found += [(step, finding) for finding in watch.accessibility()]

    assert found == []


_WITH_BASE = "(at) => document.head.insertAdjacentHTML('afterbegin', `<base href='${at}'>`)"


def _steps(phone: Page, site: Site, lang: str) -> Iterator[str]:
    phone.goto(f"{site.rate}?lang={lang}")
    phone.click('[data-score="5"]')
    yield "good"
    phone.click('[data-score="1"]')
    yield "poor"
    phone.click('[data-action="send"]')
    expect(phone.locator('[data-action="code"]')).to_be_visible()
    yield "thanks"
    phone.click('[data-action="code"]')
    expect(phone.locator("[data-receipt]")).to_be_visible()
    yield "code"


def _plain_steps(phone: Page, site: Site, lang: str) -> Iterator[str]:
    phone.goto(f"{site.rate}?lang={lang}")
    yield "question"
    phone.click('[data-score="2"]')
    yield "more"
    phone.click('[data-action="send"]')
    yield "thanks"


@pytest.mark.parametrize("address", ["/log/", "/khong-co-trang-nay", "/bang/khong-co/"])
def test_pages_in_vietnamese_alone(open_phone: OpenPhone, site: Site, address: str) -> None:
    """The log, a page that is not there: the same."""
    phone = open_phone()
    watch = Watch(phone, site.url)
    phone.goto(f"{site.url}{address}")

    assert watch.accessibility() == []
    assert phone.evaluate("() => document.documentElement.scrollWidth") == 390
