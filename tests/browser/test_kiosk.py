"""The tablet as a citizen meets it: a face, perhaps more, thanks, and nothing left behind."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from nucuoi.ratings.rules import receipt
from tests.browser.kiosk import (
    SECOND,
    TABLET,
    open_second_desk,
    pair,
    rate,
    run,
    wait_for_none_waiting,
)
from tests.browser.site import COUNTER, Site
from tests.browser.watch import Watch

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "how-to" / "images"

OpenTablet = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def second_desk(site: Site) -> None:
    """The service point has two desks."""
    open_second_desk(site)


@pytest.fixture
def open_tablet(browser: Browser, site: Site) -> Iterator[OpenTablet]:
    """Opens a paired tablet of a fresh browser profile; without a counter it serves the point."""
    contexts: list[BrowserContext] = []

    def opened(counter: str = COUNTER, **options: object) -> Page:
        usual = {"viewport": TABLET, "locale": "vi-VN"}
        contexts.append(browser.new_context(**(usual | options)))  # type: ignore[arg-type]  # options of Playwright
        page = contexts[-1].new_page()
        page.clock.install()
        page.goto(f"{site.url}/kiosk/#{pair(site, counter)}")
        expect(page.locator(f'[data-screen="{"faces" if counter else "desks"}"]')).to_be_visible()
        page.mouse.click(2, 2)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_token_leaves_the_address_at_once(open_tablet: OpenTablet, site: Site) -> None:
    """Neither the address nor the history nor the page shows it."""
    page = open_tablet()

    assert page.url == f"{site.url}/kiosk/"
    assert page.evaluate("() => history.length") <= 3
    assert (
        len(page.evaluate("() => document.documentElement.outerHTML.match(/[\\w-]{40,}/g) ?? []"))
        == 0
    )


def test_two_taps_store_a_rating(open_tablet: OpenTablet, site: Site) -> None:
    """A face, then Gửi: evidence and channel are the tablet's, the desk is its own."""
    before = len(site.ratings())
    page = open_tablet()
    rate(page, 5)

    [stored] = site.wait_for(before + 1)[before:]
    assert (stored["score"], stored["evidence"], stored["channel"], stored["clamped"]) == (
        5,
        2,
        1,
        0,
    )
    wait_for_none_waiting(page)


def test_everything_that_is_said_arrives(open_tablet: OpenTablet, site: Site) -> None:
    """Dimensions, ticks, remark, wish for an answer; the code is then shown, and is the right one."""
    before = len(site.ratings())
    page = open_tablet()
    page.click('[data-score="2"]')
    page.check('[name="spirit"][value="3"]')
    page.check('[name="tags"][value="thieu_chao"]')
    page.check('[name="tags"][value="keo_dai"]')
    page.fill('textarea[name="remark"]', "Hẹn ngày 06 trả kết quả, chưa có.")
    page.check('[name="wants_answer"]')
    with page.expect_response("**/api/v1/ratings") as caught:
        page.click('[data-action="send"]')
    code = _shown_code(page)

    [stored] = site.wait_for(before + 1)[before:]
    assert (stored["score"], stored["spirit"], stored["wants_answer"], stored["remark"]) == (
        2,
        3,
        1,
        "Hẹn ngày 06 trả kết quả, chưa có.",
    )
    assert stored["breaches"]
    assert receipt.read_code(code)
    assert "receipt" not in caught.value.json()


def test_walking_away_seals_what_was_said(open_tablet: OpenTablet, site: Site) -> None:
    """Sixty seconds without a touch: warned twenty before, sealed, and ready for the next."""
    before = len(site.ratings())
    page = open_tablet()
    page.click('[data-score="4"]')
    page.fill('textarea[name="remark"]', "Chờ")
    page.clock.run_for(41_000)
    expect(page.locator(".is-soon")).to_be_visible()
    page.clock.run_for(20_000)

    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    [stored] = site.wait_for(before + 1)[before:]
    assert (stored["score"], stored["remark"]) == (4, "Chờ")


def test_a_touch_begins_the_minute_again(open_tablet: OpenTablet) -> None:
    """Somebody who is still writing is not interrupted."""
    page = open_tablet()
    page.click('[data-score="4"]')
    page.clock.run_for(50_000)
    page.keyboard.press("Tab")
    page.clock.run_for(50_000)

    expect(page.locator('[data-screen="more"]')).to_be_visible()


def test_thanks_go_away_by_themselves(open_tablet: OpenTablet) -> None:
    """After 8 seconds; after 60 while a code is shown, with a countdown."""
    page = open_tablet()
    page.click('[data-score="4"]')
    page.click('[data-action="send"]')
    expect(page.locator('[data-screen="thanks"]')).to_be_visible()
    assert page.locator("[data-receipt]").inner_text() == ""
    page.clock.run_for(8_500)
    expect(page.locator('[data-screen="faces"]')).to_be_visible()

    page.click('[data-score="4"]')
    page.click('[data-action="send"]')
    page.click('[data-action="code"]')
    page.clock.run_for(50_000)
    expect(page.locator("[data-receipt]")).to_be_visible()
    page.clock.run_for(11_000)
    expect(page.locator('[data-screen="faces"]')).to_be_visible()


def test_nothing_is_left_for_the_next_person(open_tablet: OpenTablet) -> None:
    """Not in the page, not by the back button, not in the tablet's storage once it is sent."""
    page = open_tablet()
    page.click('[data-score="2"]')
    page.fill('textarea[name="remark"]', "Bí mật của tôi")
    page.check('[name="wants_answer"]')
    page.click('[data-action="send"]')
    code = _shown_code(page)
    page.click('[data-action="done"]')
    wait_for_none_waiting(page)
    page.evaluate("() => history.back()")

    page.click('[data-score="4"]')
    assert page.input_value('textarea[name="remark"]') == ""
    assert page.locator(":checked").count() == 0
    page.click('[data-action="skip"]')
    wait_for_none_waiting(page)
    left = page.evaluate(_STORED)
    assert code not in left
    assert code not in page.content()
    assert "Bí mật" not in left


def _shown_code(page: Page) -> str:
    """The code, once it stands there."""
    shown = page.locator("[data-receipt]")
    expect(shown).to_have_text(re.compile(r"\w{4}-\w{4}"))
    return shown.inner_text()


_STORED = """async () => {
  const base = await new Promise((done) => { const opening = indexedDB.open("nucuoi-kiosk"); opening.onsuccess = () => done(opening.result); });
  const read = (name) => new Promise((done) => { const all = base.transaction(name).objectStore(name).getAll(); all.onsuccess = () => done(all.result); });
  return JSON.stringify([await read("own"), await read("items"), await read("held")]);
}"""


def test_choosing_again_is_one_rating(open_tablet: OpenTablet, site: Site) -> None:
    """The last face counts, once."""
    before = len(site.ratings())
    page = open_tablet()
    page.click('[data-score="1"]')
    page.click('[data-action="again"]')
    page.click('[data-score="5"]')
    page.click('[data-action="skip"]')

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [5]


def test_a_tablet_of_the_point_asks_which_desk(open_tablet: OpenTablet, site: Site) -> None:
    """The rating belongs to the desk that was touched; then it asks again."""
    before = len(site.ratings())
    page = open_tablet("")
    rate(page, 4, desk=SECOND)
    expect(page.locator('[data-screen="desks"]')).to_be_visible()
    rate(page, 3, desk=COUNTER)

    first, second = site.wait_for(before + 2)[before:]
    assert (first["score"], second["score"]) == (4, 3)
    assert first["counter_id"] != second["counter_id"]


_MINT = """
import sys
import django
django.setup()
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.models import Counter
from nucuoi.ratings.actions.tickets import mint_ticket
print(mint_ticket(by=SYSTEM, counter=Counter.objects.get(code=sys.argv[1]), late=True).number)
"""


def test_an_invitation_number_tells_the_desk_and_asks_for_the_apology(
    open_tablet: OpenTablet, site: Site
) -> None:
    """A number of ten digits leads to its desk; of a late dossier the apology is asked for."""
    before, number = len(site.ratings()), run(site, _MINT, COUNTER)
    page = open_tablet(COUNTER)
    page.click('[data-action="ticket"]')
    page.fill("#ticket_number", "0000000000")
    page.keyboard.press("Enter")
    expect(page.locator("#ticket_error")).to_be_visible()
    page.fill("#ticket_number", number)
    page.keyboard.press("Enter")
    page.click('[data-score="2"]')
    page.locator('[name="apology"][value="no"]').check()
    page.click('[data-action="send"]')

    [stored] = site.wait_for(before + 1)[before:]
    assert (stored["evidence"], stored["apology"], stored["disputed"]) == (1, 2, 0)


def test_keyboard_alone_is_enough(open_tablet: OpenTablet, site: Site) -> None:
    """A digit for the face, Enter on the button: as a keypad or a switch does."""
    before = len(site.ratings())
    page = open_tablet()
    page.keyboard.press("3")
    expect(page.locator('[data-screen="more"]')).to_be_visible()
    page.locator('[data-action="send"]').focus()
    page.keyboard.press("Enter")

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [3]


def test_axe_finds_nothing_in_large_text_and_high_contrast(
    open_tablet: OpenTablet, site: Site
) -> None:
    """What a person may choose for her eyes; every screen as it comes is in `test_kiosk_screens`."""
    page = open_tablet()
    watch = Watch(page, site.url)
    page.click('[data-comfort="contrast"]')
    page.click('[data-comfort="large"]')
    found = [*watch.accessibility()]
    page.click('[data-score="2"]')
    found += watch.accessibility()
    page.check('[name="wants_answer"]')
    page.click('[data-action="send"]')
    found += watch.accessibility()

    assert (found, watch.complaints, watch.foreign) == ([], [], [])


@pytest.fixture
def promise(site: Site) -> Iterator[str]:
    """A promise in English that only this version of the questionnaire makes."""
    said = "We keep what you say for two years."
    with site.changing() as base:
        base.execute(
            "UPDATE ratings_questionnaire SET content = json_set(content, '$.consent', json_object('en', ?))",
            (said,),
        )
    yield said
    with site.changing() as base:
        base.execute("UPDATE ratings_questionnaire SET content = json_remove(content, '$.consent')")


def test_another_language_changes_every_word(open_tablet: OpenTablet, promise: str) -> None:
    """Also the promise that this version of the questionnaire makes, and the countdown, at once."""
    page = open_tablet()
    page.click('[data-lang="en"]')
    expect(page.locator("[data-consent]")).to_have_text(promise)
    page.click('[data-score="5"]')
    page.click('[data-lang="ko"]')

    assert "초" in page.locator("[data-saved] [data-returns]").inner_text()


def test_a_helped_person_can_say_so(open_tablet: OpenTablet, site: Site) -> None:
    """Who was helped to rate ticks it here as on the phone."""
    before = len(site.ratings())
    page = open_tablet()
    page.click('[data-score="4"]')
    page.check('[name="assisted"]')
    page.click('[data-action="send"]')

    assert [row["assisted"] for row in site.wait_for(before + 1)[before:]] == [1]


def test_pairing_fits_a_narrow_screen(browser: Browser, site: Site) -> None:
    """The first screen of a tablet nobody has paired is not wider than a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site.url}/kiosk/")
    expect(page.locator('[data-screen="pair"]')).to_be_visible()

    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_targets_are_large_enough(open_tablet: OpenTablet) -> None:
    """Everything that can be touched is at least 64 px each way, on a wide screen and on a narrow one."""
    page = open_tablet()
    for size in (TABLET, {"width": 800, "height": 1280}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
        assert page.evaluate(SMALL) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        page.click('[data-score="2"]')
        assert page.evaluate(SMALL) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        page.click('[data-action="skip"]')
        page.click('[data-action="done"]')


SMALL = """() => [...document.querySelectorAll("button, .tick, .face-cell, textarea, input:not([type=checkbox], [type=radio]), select")]
  .filter((part) => part.offsetParent)
  .map((part) => ({ part, box: part.getBoundingClientRect() }))
  .filter(({ part, box }) => box.height < 63.5 || box.width < (part.closest(".face-cell") ? 60 : 63.5))
  .map(({ part, box }) => `${part.outerHTML.slice(0, 60)} ${box.width}×${box.height}`)"""


def test_handbook_shows_todays_screens(open_tablet: OpenTablet) -> None:
    """The pictures of the handbook are made here, of every screen a citizen meets."""
    page = open_tablet("")
    steps: list[tuple[str, Callable[[], object]]] = [
        ("kiosk-quay", lambda: None),
        ("kiosk-mat-cuoi", lambda: page.click(f'[data-desk="{COUNTER}"]')),
        ("kiosk-them-tot", lambda: page.click('[data-score="5"]')),
        ("kiosk-them-chua", lambda: choose_again(page, 2)),
        ("kiosk-cam-on", lambda: page.click('[data-action="skip"]')),
        ("kiosk-ma", lambda: page.click('[data-action="code"]')),
    ]
    for name, step in steps:
        step()
        photograph(page, name)


def choose_again(page: Page, score: int) -> None:
    """Another face than the first."""
    page.click('[data-action="again"]')
    page.click(f'[data-score="{score}"]')


def photograph(page: Page, name: str) -> None:
    """Takes a picture that the handbook names; NUCUOI_PHOTOS=docs/how-to/images keeps it there."""
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    picture = page.screenshot(animations="disabled")
    assert f"images/{name}.png" in (PICTURES.parent / "may-tai-quay.md").read_text(encoding="utf-8")
    if folder := os.environ.get("NUCUOI_PHOTOS"):
        (Path(folder) / f"{name}.png").write_bytes(picture)
