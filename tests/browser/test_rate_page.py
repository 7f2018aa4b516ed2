"""The rating page as people see it: light, readable for everybody, quiet, in four languages."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.again import again
from tests.browser.site import Site
from tests.browser.watch import Watch

OpenPhone = Callable[..., Page]
SIZES = {"phone": (390, 844), "narrow": (320, 640), "desk": (1280, 800)}
LANGUAGES = {"vi": "vi-VN", "en": "en-GB", "zh": "zh-CN", "ko": "ko-KR"}
ALLOWED_BYTES = 60_000
HANDBOOK = Path(__file__).parents[2] / "docs" / "how-to"


@pytest.mark.parametrize(
    ("size", "contrast"),
    [
        ("phone", "no-preference"),
        ("desk", "more"),
        again("phone", "more"),
        again("desk", "no-preference"),
    ],
)
def test_axe_finds_nothing(open_phone: OpenPhone, site: Site, size: str, contrast: str) -> None:
    """Every state of the page, from the question to the code: no finding, no complaint, no stranger."""
    page = _opened(open_phone, size, contrast=contrast)
    watch = Watch(page, site.url)
    found = []
    for number, step in enumerate(_STEPS):
        step(page, site)
        _photograph(page, f"rate-{contrast}-{size}-{number + 1}", full=size == "desk")
        found += watch.accessibility()

    assert found == []
    assert watch.complaints == []
    assert watch.foreign == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_of_the_browser_is_spoken(open_phone: OpenPhone, site: Site, lang: str) -> None:
    """Accept-Language chooses; the page says its language and has no finding in any of them."""
    page = open_phone(locale=LANGUAGES[lang])
    watch = Watch(page, site.url)
    page.goto(site.rate)
    page.click('[data-score="1"]')
    _photograph(page, f"rate-{lang}", full=True)

    expect(page.locator("html")).to_have_attribute("lang", lang)
    assert watch.accessibility() == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways(open_phone: OpenPhone, site: Site, size: str) -> None:
    """The page fits its window down to 320 px, whichever face is chosen."""
    page = _opened(open_phone, size)
    page.goto(site.rate)
    for score in (5, 1):
        page.click(f'[data-score="{score}"]')
        assert page.evaluate("() => document.documentElement.scrollWidth") == SIZES[size][0]


def test_targets_are_large_enough(open_phone: OpenPhone, site: Site) -> None:
    """Faces are 72 px high, everything else that is pressed 48 px or more; 5 stands on top."""
    page = open_phone()
    page.goto(site.rate)
    page.click('[data-score="1"]')
    rows = [page.locator(f'[data-score="{score}"]').bounding_box() for score in (5, 4, 3, 2, 1)]
    tops = [row["y"] for row in rows if row]
    others = page.locator(".tick, .rate-send .button, .face-cell, summary, select, textarea")

    assert tops == sorted(tops)
    assert min(row["height"] for row in rows if row) >= 72
    assert (
        others.evaluate_all(
            "all => all.filter(one => one.offsetParent && one.offsetHeight < 48).map(one => one.outerHTML)"
        )
        == []
    )


def test_keyboard_alone_is_enough(open_phone: OpenPhone, site: Site) -> None:
    """Tab, arrows and Enter send a rating, and the focus is always to be seen."""
    before = len(site.ratings())
    page = open_phone()
    page.goto(site.rate)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name="score"][value="4"]')).to_be_checked()
    while page.evaluate("() => document.activeElement.dataset.action") != "send":
        page.keyboard.press("Tab")
        assert page.evaluate(_FOCUS_IS_SEEN)
    page.keyboard.press("Enter")

    expect(page.locator('[data-action="done"]')).to_be_visible()
    assert [row["score"] for row in site.ratings()[before:]] == [4]


def test_whole_page_weighs_little(open_phone: OpenPhone, site: Site) -> None:
    """Everything a phone fetches for the page, compressed as it travels, fits in 60 kB."""
    page = open_phone()
    seen = page.context.new_cdp_session(page)
    sizes: list[int] = []
    seen.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    seen.send("Network.enable")
    page.goto(site.rate)
    page.click('[data-score="1"]')
    page.wait_for_load_state("networkidle")

    assert len(sizes) > 5
    assert sum(sizes) <= ALLOWED_BYTES


def test_citizen_gets_no_cookie(open_phone: OpenPhone, site: Site) -> None:
    """Neither looking, nor rating, nor coming back sets a cookie; what was sent is forgotten."""
    page = open_phone()
    for step in _STEPS:
        step(page, site)
    page.reload()

    assert page.context.cookies() == []
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_handbook_shows_todays_screens(open_phone: OpenPhone, site: Site) -> None:
    """The pictures of the handbook are these screens, each named in its text.

    To take them anew: NUCUOI_PHOTOS=docs/how-to/images.
    """
    page = open_phone(device_scale_factor=2)
    text = (HANDBOOK / "danh-gia.md").read_text(encoding="utf-8")
    for name, steps in PICTURES.items():
        for step in steps:
            step(page, site)
        _photograph(page, name)
        assert f"images/{name}.png" in text
        assert (HANDBOOK / "images" / f"{name}.png").exists()


def _opened(open_phone: OpenPhone, size: str, **options: Any) -> Page:
    width, height = SIZES[size]
    return open_phone(viewport={"width": width, "height": height}, **options)


def _look(page: Page, site: Site) -> None:
    page.goto(site.rate)
    page.wait_for_function("() => document.fonts.status === 'loaded'")


def _choose_good(page: Page, site: Site) -> None:
    page.click('[data-score="4"]')


def _say_more(page: Page, site: Site) -> None:
    page.check('[name="spirit"][value="5"]')
    page.check('[name="attitude"][value="4"]')
    page.check('[value="chao"]')
    page.check('[value="mim_cuoi"]')
    page.locator(".more-head").evaluate("head => head.scrollIntoView()")


def _choose_poor(page: Page, site: Site) -> None:
    page.click('[data-score="2"]')
    page.check('[value="thieu_lang_nghe"]')
    page.check('[value="keo_dai"]')
    page.fill("textarea", "Hẹn ngày 06 trả kết quả, hôm nay vẫn chưa có.")
    page.locator('[data-after="poor"]').first.evaluate("head => head.scrollIntoView()")


def _err(page: Page, site: Site) -> None:
    said = page.input_value("textarea")
    page.fill("textarea", "a" * 2001)
    page.click('[data-action="send"]')
    expect(page.locator("#remark_error")).to_be_visible()
    page.fill("textarea", said)


def _send(page: Page, site: Site) -> None:
    page.click('[data-action="send"]')
    expect(page.locator('[data-action="done"]')).to_be_visible()
    page.wait_for_timeout(400)


def _ask_for_code(page: Page, site: Site) -> None:
    page.click('[data-action="code"]')
    expect(page.locator("[data-receipt]")).to_be_visible()


PICTURES = {
    "danh-gia-1-khuon-mat": [_look],
    "danh-gia-2-noi-them": [_choose_good, _say_more],
    "danh-gia-3-cam-on": [_send, _ask_for_code],
}
_STEPS = [_look, _choose_good, _say_more, _choose_poor, _err, _send, _ask_for_code]

_FOCUS_IS_SEEN = """() => {
  const focused = document.activeElement;
  const box = (focused.closest("label") ?? focused).getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return at !== null && (focused.closest("label") ?? focused).contains(at);
}"""


def _photograph(page: Page, name: str, *, full: bool = False) -> None:
    """Keeps a picture, where NUCUOI_PHOTOS says: docs/how-to/images for those of the handbook."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=full)
