"""The catalogue of parts: readable for everybody, in every theme and size, quiet and self-contained."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.again import again
from tests.browser.watch import Watch
from tests.cast import person, session_cookie

PATH = "/bo-thanh-phan/"
Show = Callable[[tuple[int, int], str], None]
DESK, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def show(page: Page, watch: Watch, live_server: Any) -> Show:
    """Opens the catalogue as an administrator, in a size and a theme."""

    def opened(size: tuple[int, int], theme: str) -> None:
        _sign_in(page, live_server.url)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(contrast="more" if theme == "contrast" else "no-preference")
        page.goto(PATH)
        page.wait_for_function("() => document.fonts.status === 'loaded'")

    return opened


def _sign_in(page: Page, origin: str) -> None:
    page.context.add_cookies([session_cookie(person("admin"), origin)])


@pytest.mark.parametrize(
    ("theme", "size"),
    [("light", DESK), ("contrast", PHONE), again("light", PHONE), again("contrast", DESK)],
)
def test_axe_finds_nothing(show: Show, watch: Watch, theme: str, size: tuple[int, int]) -> None:
    """No accessibility finding, no complaint of the browser, nothing asked of another host."""
    show(size, theme)
    _photograph(watch.page, f"{theme}-{size[0]}")

    assert watch.accessibility() == []
    assert watch.complaints == []
    assert watch.foreign == []


@pytest.mark.parametrize("size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"])
def test_nothing_scrolls_sideways(show: Show, page: Page, size: tuple[int, int]) -> None:
    """The page fits its window down to 320 px."""
    show(size, "light")

    assert page.evaluate("() => document.documentElement.scrollWidth") == size[0]


def test_our_fonts_are_the_ones_drawn(show: Show, page: Page) -> None:
    """All six font files are found and used: two parts and the digits, in two weights."""
    show(DESK, "light")
    loaded = page.evaluate(
        "() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)"
    )

    assert sorted(loaded) == sorted(
        ["Be Vietnam Pro400", "Be Vietnam Pro600"] * 2 + ["Nu Cuoi So400", "Nu Cuoi So600"]
    )


def test_icons_and_faces_are_drawn(show: Show, page: Page) -> None:
    """Every drawing that points at a symbol finds it, under the strict content policy."""
    show(DESK, "light")
    empty = page.evaluate(
        "() => [...document.querySelectorAll('svg use')].filter(u => u.checkVisibility())"
        ".filter(u => !u.getBBox().width && !u.getBBox().height).map(u => u.getAttribute('href'))"
    )

    assert empty == []


def test_keyboard_reaches_and_shows_a_choice(show: Show, page: Page) -> None:
    """A face is chosen by arrow keys and shows its focus."""
    show(PHONE, "light")
    page.locator('input[name="score"][value="4"]').focus()
    page.keyboard.press("ArrowUp")

    assert page.locator('input[name="score"]:checked').input_value() == "5"
    body = page.locator('[data-score="5"] .face-row-body')
    assert body.evaluate("body => getComputedStyle(body).outlineStyle") == "solid"


def test_first_tab_goes_to_the_content(show: Show, page: Page) -> None:
    """The skip link is the first stop, becomes visible and moves the focus."""
    show(DESK, "light")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")

    assert skip.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def _photograph(page: Page, name: str) -> None:
    """Keeps a picture for people to look at, where NUCUOI_PHOTOS says."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"catalogue-{name}.png", full_page=True)
