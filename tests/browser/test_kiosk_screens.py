"""Every screen of the tablet, in every language: readable for everybody, targets of 64 px and more."""

import base64
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.browser.again import EVERY_LANGUAGE
from tests.browser.kiosk import SECOND, TABLET, open_second_desk, pair, run
from tests.browser.site import COUNTER, Site
from tests.browser.test_kiosk import SMALL, photograph
from tests.browser.test_kiosk_staff import knock, staff_code
from tests.browser.watch import Watch
from tests.photos_to_upload import portrait

SIZES = (TABLET, {"width": 800, "height": 1280}, {"width": 390, "height": 844})
_SHOW_PHOTO = """
import base64, sys
import django
django.setup()
from datetime import date
from nucuoi.foundation.seat import SYSTEM
from nucuoi.kiosk import actions
from nucuoi.kiosk.rules.shown import Shown
from nucuoi.organisation.models import Counter, CounterHolder, Official
counter = Counter.objects.get(code=sys.argv[1])
official, _ = Official.objects.get_or_create(code="cb-03", defaults={"full_name": "Nguyễn Thị Ánh Tuyết", "kind": "civil_servant", "invented": True})
CounterHolder.objects.get_or_create(counter=counter, official=official, valid_from=date(2021, 1, 1))
actions.keep_photo(by=SYSTEM, official="cb-03", content=base64.b64decode(sys.argv[2]))
actions.show_names(by=SYSTEM, point=counter.point, shown=Shown(sys.argv[3]))
"""


@pytest.fixture
def tablet(browser: Browser, site: Site) -> Iterator[Page]:
    """A paired tablet of a whole service point with two desks; its clock is ours."""
    open_second_desk(site)
    context = browser.new_context(viewport=TABLET, locale="vi-VN")  # type: ignore[arg-type]  # a size
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site.url}/kiosk/#{pair(site)}")
    expect(page.locator('[data-screen="desks"]')).to_be_visible()
    yield page
    context.close()


def _into(page: Page, lang: str) -> list[tuple[str, Callable[[], object]]]:
    """All screens of a person, each with the way from the one before it."""
    return [
        ("desks", lambda: page.click(f'[data-lang="{lang}"]')),
        ("faces", lambda: page.click(f'[data-desk="{COUNTER}"]')),
        ("ticket", lambda: _wrong_number(page)),
        ("more", lambda: _touch(page, 5)),
        ("more", lambda: _touch(page, 1)),
        ("thanks", lambda: page.click('[data-action="send"]')),
        ("thanks", lambda: page.click('[data-action="code"]')),
    ]


@EVERY_LANGUAGE
def test_every_screen_of_a_person(tablet: Page, site: Site, lang: str) -> None:
    """Desks, faces, number, both second screens, thanks and code: axe finds nothing, all is large."""
    watch = Watch(tablet, site.url)
    for name, step in _into(tablet, lang):
        step()
        if (name, lang) == ("ticket", "vi"):
            photograph(tablet, "kiosk-so-moi")
        expect(tablet.locator(f'[data-screen="{name}"]')).to_be_visible()
        assert (name, watch.accessibility()) == (name, [])
        for size in SIZES:
            tablet.set_viewport_size(size)  # type: ignore[arg-type]  # a size
            assert (name, size, tablet.evaluate(SMALL)) == (name, size, [])
            assert tablet.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name
        tablet.set_viewport_size(TABLET)  # type: ignore[arg-type]  # a size
    assert (watch.complaints, watch.foreign) == ([], [])


def test_every_screen_of_staff_and_of_trouble(tablet: Page, site: Site) -> None:
    """Code, panel, full storage, closed, dimmed, revoked: the same."""
    watch = Watch(tablet, site.url)
    tablet.click(f'[data-desk="{COUNTER}"]')
    knock(tablet)
    _check(tablet, watch, "pin")
    tablet.fill("#staff_code", staff_code(site))
    tablet.keyboard.press("Enter")
    _check(tablet, watch, "staff")
    tablet.click('[data-screen="staff"] [data-action="back"]')
    tablet.evaluate("() => (IDBObjectStore.prototype.put = () => { throw new Error('full'); })")
    tablet.click(f'[data-desk="{COUNTER}"]')
    tablet.click('[data-score="4"]')
    _check(tablet, watch, "unwritten")
    photograph(tablet, "kiosk-bo-nho-day")
    for name in _worse_and_worse(site):
        tablet.reload()
        _check(tablet, watch, name)
        if name == "closed":
            tablet.mouse.click(2, 2)
            photograph(tablet, "kiosk-quay-ngung")


def test_outside_opening_hours_it_is_dimmed_until_somebody_touches_it(
    tablet: Page, site: Site
) -> None:
    """It says so and how to go on; a touch wakes it for the question."""
    watch = Watch(tablet, site.url)
    tablet.route("**/api/v1/devices/report", _never_open)
    tablet.evaluate(_FORGET_SETTINGS)
    for _ in ("learns the hours", "is switched on out of hours"):
        tablet.reload()
        expect(tablet.locator('[data-screen="desks"]')).to_be_visible()
    expect(tablet.locator("[data-asleep]")).to_be_visible()
    assert watch.accessibility() == []
    photograph(tablet, "kiosk-ngoai-gio")
    tablet.mouse.click(2, 2)
    expect(tablet.locator("[data-asleep]")).to_be_hidden()


def _never_open(route: Route) -> None:
    """The server's own answer, but for opening hours."""
    answer = route.fetch()
    body = answer.json()
    if "settings" in body:
        body["settings"]["hours"] = {}
    route.fulfill(response=answer, json=body)


_FORGET_SETTINGS = """() => new Promise((resolve) => {
  indexedDB.open("nucuoi-kiosk").onsuccess = ({ target: { result: base } }) => {
    const change = base.transaction("own", "readwrite");
    change.objectStore("own").delete("settings");
    change.oncomplete = () => resolve(base.close());
  };
})"""


def _worse_and_worse(site: Site) -> Iterator[str]:
    """First both desks are closed, then the tablet is revoked."""
    change = "UPDATE organisation_counter SET valid_to = ? WHERE code IN (?, ?)"
    with site.changing() as base:
        base.execute(change, ("2021-02-01", COUNTER, SECOND))
    yield "closed"
    with site.changing() as base:
        base.execute(change, (None, COUNTER, SECOND))
        base.execute(
            "INSERT INTO ratings_devicerevocation (device_id, at, by, why)"
            " SELECT max(id), '2026-01-01 00:00:00', 'thử', 'thử' FROM ratings_device"
        )
    yield "pair"


def test_name_and_photo_where_the_unit_says_so(tablet: Page, site: Site) -> None:
    """Beside the desk's number, on the desk's tile and over the question; gone at the next report."""
    photo = base64.b64encode(portrait()).decode()
    watch = Watch(tablet, site.url)
    run(site, _SHOW_PHOTO, SECOND, photo, "ten-va-anh")
    tablet.reload()
    tile = tablet.locator(f'[data-desk="{SECOND}"]')
    expect(tile.locator("img")).to_be_visible()
    assert "Nguyễn Thị Ánh Tuyết" in (tile.get_attribute("aria-label") or "")
    assert tablet.locator(f'[data-desk="{COUNTER}"] img').is_hidden()
    assert tile.locator("img").evaluate("(image) => image.complete && image.naturalWidth") == 192
    assert watch.accessibility() == []
    tablet.mouse.click(2, 2)
    photograph(tablet, "kiosk-quay-co-anh")
    tile.click()
    expect(tablet.locator("[data-desk-photo]")).to_be_visible()
    assert watch.accessibility() == []
    run(site, _SHOW_PHOTO, SECOND, photo, "khong")
    tablet.reload()
    expect(tablet.locator('[data-screen="desks"]')).to_be_visible()
    expect(tile.locator("img")).to_be_hidden()
    assert "Tuyết" not in tablet.content()


def _check(page: Page, watch: Watch, name: str) -> None:
    expect(page.locator(f'[data-screen="{name}"]')).to_be_visible()
    assert (name, watch.accessibility(), page.evaluate(SMALL)) == (name, [], [])


def _wrong_number(page: Page) -> None:
    page.click('[data-action="ticket"]')
    page.fill("#ticket_number", "123")
    page.keyboard.press("Enter")


def _touch(page: Page, score: int) -> None:
    """Back to the faces from wherever, then that face."""
    with suppress(Error):
        page.click('[data-action="back"]:visible', timeout=500)
    with suppress(Error):
        page.click('[data-action="again"]:visible', timeout=500)
    page.click(f'[data-score="{score}"]')
