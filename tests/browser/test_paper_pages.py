"""Paper in a real browser: ballots fit their sheet, sheets are keyed by keyboard alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucuoi.accounts.rules import Role
from nucuoi.ratings.actions import paper
from nucuoi.ratings.actions.ballots import print_ballots
from nucuoi.ratings.actions.questionnaires import load_packaged
from nucuoi.ratings.models import PaperSheet
from nucuoi.ratings.queries.paper import batch as batch_row
from nucuoi.ratings.rules.paper import Step
from nucuoi.ratings.rules.words import Language, Rater
from tests import one_stop
from tests.browser.handbook import keep_pdf, photograph, stands_in
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.paper_scene import COUNTER, checker, keyed, keyer, opened, printed

DESK, PHONE = (1280, 800), (390, 844)
WIDTHS = {"A4": 595.3, "A5": 419.5}
"""Of a page, in points."""
PICTURES = {
    "key": "phieu-giay-nhap",
    "different": "phieu-giay-lech",
    "ballot": "phieu-giay-to-phieu",
}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def office(page: Page) -> None:
    """One counter with twenty printed ballots."""
    one_stop.build()
    one_stop.counter(1, name="Tư pháp, hộ tịch")
    load_packaged()
    printed()


@pytest.fixture
def sign_in(page: Page, live_server: Any) -> Callable[[Role], None]:
    """Puts somebody else before the screen."""

    def signed_in(role: Role) -> None:
        page.context.clear_cookies()
        page.context.add_cookies([session_cookie(person(role), live_server.url)])

    return signed_in


def test_each_page_is_sound(page: Page, watch: Watch, sign_in: Callable[[Role], None]) -> None:
    """No accessibility finding, nothing sideways, no complaint, nothing from another host."""
    sign_in(Role.HEAD)
    ready, waiting, different = opened(), keyed(), _with_differences()
    paper.key_sheet(by=keyer(), batch=ready, sheet=paper.Sheet(7, 5))
    addresses = {
        "list": "/phieu-giay/",
        "new": "/phieu-giay/lo-moi/",
        "print": "/phieu-giay/in/",
        "batch": f"/phieu-giay/lo/{waiting}/",
        "key": f"/phieu-giay/lo/{ready}/nhap/",
        "check": f"/phieu-giay/lo/{waiting}/doi-chieu/",
        "different": f"/phieu-giay/lo/{different}/doi-chieu/",
        "ballot": f"/phieu-giay/in/{printed(1)}/",
    }
    for name, address in addresses.items():
        for width, height in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            page.wait_for_function("() => document.fonts.status === 'loaded'")
            photograph(page, f"paper-{name}-{width}")
            assert page.evaluate("() => document.documentElement.scrollWidth") == width
        assert watch.accessibility() == []
        if name in PICTURES:
            photograph(page, PICTURES[name], full=False)
            assert stands_in("phieu-giay.md", PICTURES[name])

    assert watch.complaints == []
    assert watch.foreign == []


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("size", ["A4", "A5"])
def test_a_ballot_fits_one_sheet(
    page: Page, sign_in: Callable[[Role], None], size: str, lang: Language
) -> None:
    """Two ballots are two pages of their own size, without bar and buttons."""
    sign_in(Role.HANDLER)
    run = _run(size, lang)
    page.goto(f"/phieu-giay/in/{run}/")
    assert (lang in {Language.ZH, Language.KO}) == (
        "In thẳng từ trình duyệt" in page.get_by_role("main").inner_text()
    )
    pdf = page.pdf(prefer_css_page_size=True)
    keep_pdf(pdf, f"phieu-{lang.name.lower()}-{size}")

    assert pdf.count(b"/Type /Page\n") == 2
    [*widths] = map(float, re.findall(rb"/MediaBox \[0 0 ([\d.]+)", pdf))
    assert all(abs(width - WIDTHS[size]) < 1 for width in widths)


def test_sheets_are_keyed_by_keyboard_alone(page: Page, sign_in: Callable[[Role], None]) -> None:
    """Digits go on by themselves, letters are read back, Enter brings the next number."""
    sign_in(Role.HANDLER)
    batch = opened()
    page.goto(f"/phieu-giay/lo/{batch}/nhap/")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("5554ac")
    assert page.locator("[data-ticked]").inner_text() == "Xin chào · Xin cảm ơn"
    page.keyboard.press("Enter")
    page.get_by_text("Đã ghi phiếu 1. Còn 2 phiếu.").wait_for()

    for digits in ("4", "2"):
        expect(page.locator('[name="score"]')).to_be_focused()
        page.keyboard.type(digits)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "count => document.querySelectorAll('.numbers li').length === count",
            arg=2 if digits == "4" else 3,
        )
    page.get_by_role("button", name="Nhập xong lô này").press("Enter")
    page.get_by_role("heading", name="Diễn biến").wait_for()
    assert batch_row(batch).step is Step.KEYED
    rows = PaperSheet.objects.order_by("number").values_list("number", "score", "conduct", "ticks")
    assert list(rows) == [(1, 5, 4, "ac"), (2, 4, None, ""), (3, 2, None, "")]


def test_the_second_person_types_digits_only(page: Page, sign_in: Callable[[Role], None]) -> None:
    """All scores in one go; what differs stands side by side."""
    batch = keyed()
    sign_in(Role.HEAD)
    page.goto(f"/phieu-giay/lo/{batch}/doi-chieu/")
    page.keyboard.type("543")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 phiếu hai người nhập khác nhau").wait_for()

    page.get_by_label("Điểm đúng của phiếu 3").fill("2")
    page.get_by_role("button", name="Ghi điểm").click()
    page.get_by_role("button", name="Xác nhận và đưa vào sổ").wait_for()


def _with_differences() -> int:
    """A batch of other sheets, read a second time with one difference."""
    batch = opened(2, 8)
    for number, score in ((11, 3), (12, 5)):
        paper.key_sheet(by=keyer(), batch=batch, sheet=paper.Sheet(number, score))
    paper.finish_keying(by=keyer(), batch=batch)
    paper.check_scores(by=checker(), batch=batch, scores={11: 4, 12: 5})
    return batch


def _run(size: str, lang: Language) -> int:
    return print_ballots(
        by=keyer(), counter=COUNTER, count=2, size=size, lang=lang, rater=Rater.CITIZEN
    )
