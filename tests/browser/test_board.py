"""The board in a real browser: readable for everybody, its count moves, nobody is disturbed."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.ratings.actions.questionnaires import load_packaged
from nucuoi.ratings.rules.words import Evidence
from tests.board_scene import DISTRICT, PROVINCE, VOI, Scene, build, lively
from tests.browser.again import again
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.triggers import lifted

DESK, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
PAGES = {
    "board": f"/bang/{VOI}/",
    "board-district": f"/bang/{DISTRICT}/?ky=thang",
    "board-past": f"/bang/{VOI}/?ngay=15-05-2025",
    "front": "/",
}
Open = Callable[..., None]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Iterator[Scene]:
    """A lively day; afterwards the journal is emptied, which only its triggers forbid."""
    load_packaged()
    scene = build()
    lively(scene, clock.today())
    yield scene
    with lifted("audit_event"):
        Event.objects.all().delete()


@pytest.fixture
def open_page(scene: Scene, page: Page, live_server: Any) -> Open:
    """Opens one of the pages as the head of the province."""

    def opened(name: str = "board", size: tuple[int, int] = DESK, theme: str = "light") -> None:
        page.context.add_cookies([session_cookie(person("head", PROVINCE), live_server.url)])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(contrast="more" if theme == "contrast" else "no-preference")
        page.goto(PAGES[name])
        page.wait_for_function("() => document.fonts.status === 'loaded'")

    return opened


@pytest.mark.parametrize(
    ("name", "theme", "size"),
    [
        *((name, "light", PHONE) for name in PAGES),
        *(again(name, "light", DESK) for name in PAGES),
        ("board", "contrast", PHONE),
        ("front", "contrast", DESK),
    ],
)
def test_axe_finds_nothing(
    open_page: Open, watch: Watch, name: str, theme: str, size: tuple[int, int]
) -> None:
    """No accessibility finding, no complaint of the browser, nothing asked of another host."""
    open_page(name, size, theme)
    _photograph(watch.page, f"{name}-{theme}-{size[0]}")

    assert watch.accessibility() == []
    assert watch.complaints == []
    assert watch.foreign == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(open_page: Open, page: Page, name: str) -> None:
    """The pages fit a window of 320 px."""
    open_page(name, NARROW)

    assert page.evaluate("() => document.documentElement.scrollWidth") == NARROW[0]


def test_the_front_page_is_one_screen(open_page: Open, page: Page) -> None:
    """Nobody has to scroll to the field, on a phone or at a desk."""
    for size in (DESK, PHONE):
        open_page("front", size)
        assert page.evaluate("() => document.documentElement.scrollHeight") == size[1]


def test_the_count_moves_by_itself(open_page: Open, page: Page, scene: Scene) -> None:
    """A folded rating is on the open page without a reload, in the whole and in its row."""
    open_page()
    page.evaluate("() => { window.same = true }")
    expect(page.locator("[data-count='today']")).to_have_text("35")
    scene.rate("voi-3", clock.today(), {Evidence.OPEN: (0, 0, 0, 1, 0)})

    expect(page.locator("[data-count='today']")).to_have_text("36")
    expect(page.locator("#board-row-3")).to_have_text("8")
    assert page.evaluate("() => window.same")


def test_a_swap_disturbs_nobody(open_page: Open, page: Page, scene: Scene) -> None:
    """An open table stays open and the focus stays where it is while the count moves."""
    open_page()
    tables = page.locator("#board-days summary"), page.locator("#board-levels summary")
    tables[0].click()
    tables[1].focus()
    scene.rate("voi-3", clock.today(), {Evidence.OPEN: (0, 0, 0, 1, 0)})
    expect(page.locator("[data-count='today']")).to_have_text("36")

    expect(tables[1]).to_be_focused()
    expect(page.locator("#board-days table")).to_be_visible()
    expect(page.locator("#board-days tr:last-child td")).to_have_text("36")


def test_it_is_said_now_and_then(open_page: Open, page: Page, scene: Scene) -> None:
    """Screen readers hear the new count, but not at every rating."""
    page.clock.install()
    open_page()
    scene.rate("voi-3", clock.today(), {Evidence.OPEN: (0, 0, 0, 1, 0)})
    page.clock.run_for(3_000)
    expect(page.locator("[data-count='today']")).to_have_text("36")
    expect(page.locator("[data-live]")).to_be_empty()

    page.clock.fast_forward(30_000)
    scene.rate("voi-3", clock.today(), {Evidence.OPEN: (0, 0, 0, 1, 0)})
    page.clock.run_for(3_000)
    expect(page.locator("[data-live]")).to_have_text("37 lượt đánh giá hôm nay")


def test_a_board_nobody_sees_asks_nothing(open_page: Open, page: Page) -> None:
    """In the background no question is sent; seen again, the next one is."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.add_init_script(
        "Object.defineProperty(document, 'visibilityState',"
        " { get: () => window.seen ? 'visible' : 'hidden' })"
    )
    open_page()
    page.clock.run_for(20_000)
    assert [url for url in asked if url.endswith("/dem/?")] == []

    page.evaluate("() => { window.seen = true }")
    with page.expect_request("**/dem/?"):
        page.clock.run_for(3_000)


def test_signed_out_elsewhere_leads_to_the_sign_in_page(open_page: Open, page: Page) -> None:
    """A board whose session has ended does not go on showing old figures."""
    open_page()
    page.context.clear_cookies()

    page.wait_for_url("**/dang-nhap/**")


def test_it_works_without_scripts(scene: Scene, browser: Browser, live_server: Any) -> None:
    """Without JavaScript the page is whole; buttons that need it are not there."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([session_cookie(person("head", PROVINCE), live_server.url)])
    page = context.new_page()
    page.goto(PAGES["board"])

    expect(page.locator("[data-count='today']")).to_have_text("35")
    expect(page.locator("[data-print]")).to_be_hidden()
    page.get_by_text("Chọn ngày").click()
    page.get_by_label("Ngày cần xem").fill("2025-05-15")
    page.get_by_role("button", name="Xem ngày này").click()
    expect(page.locator("h1 + p")).to_have_text("Thứ Năm, 15/05/2025")
    context.close()


def test_a_click_leads_down_and_a_crumb_up(open_page: Open, page: Page) -> None:
    """Province, district, commune and back, keeping the month."""
    open_page("board-district")
    page.get_by_role("link", name="Thị trấn Vôi").click()
    expect(page.locator("h1")).to_have_text("Thị trấn Vôi")
    page.get_by_role("link", name="Tỉnh Bắc Giang").click()
    expect(page.locator("h1")).to_have_text("Tỉnh Bắc Giang")

    expect(page.locator(".choice [aria-current]")).to_have_text("Tháng này")


def test_print_says_what_was_chosen(open_page: Open, page: Page) -> None:
    """On paper the bar and the buttons are gone; unit, span and reader stand at the head."""
    open_page()
    page.emulate_media(media="print")

    expect(page.locator(".print-head")).to_contain_text("Dương Quang Vinh")
    expect(page.locator(".print-head")).to_contain_text("Thị trấn Vôi")
    for gone in (".bar", ".choice", "[data-print]", ".board-step"):
        expect(page.locator(gone).first).to_be_hidden()
    _photograph(page, "board-print")


def test_a_typed_code_leads_to_the_counter(open_page: Open, page: Page) -> None:
    """The field on the front page leads to the page where one rates."""
    open_page("front", PHONE)
    page.get_by_label("Mã quầy").fill("VOI-1")
    page.get_by_role("button", name="Đánh giá quầy này").click()

    expect(page).to_have_url(re.compile(r"/q/voi-1\?lang=vi$"))


def _photograph(page: Page, name: str) -> None:
    """Keeps a picture for people to look at, where NUCUOI_PHOTOS says."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
