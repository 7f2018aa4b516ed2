"""Codes, dialogue and verification in each language a citizen may choose, as she walks through them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from playwright.sync_api import Browser, Page, expect

from nucuoi.cases import first_rules
from nucuoi.portal.rules.words import portal_words
from tests.browser.again import EVERY_LANGUAGE
from tests.browser.test_receipt_pages import Rated, rated
from tests.browser.watch import Watch
from tests.db.cases.test_dialogue import ANSWER, answered, complain

__all__ = ["rated"]
UNKNOWN = "0000-0000-0000-0000-0"
WIDTHS = {"vi": 1280, "en": 390, "zh": 1280, "ko": 320}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def answered_code(rated: Rated) -> str:
    """The code of a rating whose remark has been answered."""
    if not apps.get_model("cases", "Deadline").objects.exists():
        first_rules.enter(lambda name: apps.get_model("cases", name).objects)
    rating, code = complain()
    answered(rating)
    return code


@pytest.fixture
def walks(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of a browser that asks for Vietnamese: another language is one she has chosen."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN")
    yield context.new_page()
    context.close()


@EVERY_LANGUAGE
def test_every_step_speaks_the_language(
    rated: Rated, answered_code: str, walks: Page, live_server: Any, lang: str
) -> None:
    """Field, wrong and unknown code, steps, dialogue, message, refusal, erasure, check: axe is content."""
    walks.set_viewport_size({"width": WIDTHS[lang], "height": 844})
    watch = Watch(walks, live_server.url)
    found = []
    for step in walk(walks, rated.code, answered_code, lang):
        expect(walks.locator("html")).to_have_attribute("lang", lang)
        assert walks.evaluate("document.documentElement.scrollWidth") <= WIDTHS[lang], step
        found += [(step, finding) for finding in watch.accessibility()]

    said = [one for one in watch.complaints if "422" not in one]  # refused forms are told as such
    assert (found, said, watch.foreign) == ([], [], [])


def walk(page: Page, code: str, answered_code: str, lang: str) -> Iterator[str]:
    """Through all that the pages say, one step after the other."""
    words = portal_words(lang)
    main = page.locator("main")
    page.goto(f"/tra-cuu/?lang={lang}")
    page.locator("#id_code").fill("7K4M")
    page.keyboard.press("Enter")
    expect(main).to_contain_text(words["receipt"]["code_wrong"])
    yield "wrong code"
    page.goto(f"/tra-cuu/?lang={lang}#{UNKNOWN}")
    expect(main).to_contain_text(words["receipt"]["unknown_offline"])
    yield "unknown code"
    page.goto("about:blank")
    page.goto(f"/tra-cuu/?lang={lang}#{code}")
    expect(main).to_contain_text(words["receipt"]["witnessed"])
    yield "steps"
    yield from _dialogue(page, answered_code, lang)
    yield from _check(page, code, lang)


def _dialogue(page: Page, code: str, lang: str) -> Iterator[str]:
    words, main = portal_words(lang), page.locator("main")
    page.goto(f"/tra-cuu/?lang={lang}")
    page.locator("#id_code").fill(code)
    page.keyboard.press("Enter")
    expect(main.locator("[lang=vi]" if lang != "vi" else ".say-unit")).to_contain_text(ANSWER)
    yield "answer"
    for deed, sentence in (
        ("viet", words["dialogue"]["message_wrong"]),
        ("hai-long", words["dialogue"]["said_satisfied"]),
        ("rut-lai", words["dialogue"]["taken_back"]),
        ("xem-lai", words["dialogue"]["sent_again"]),
    ):
        page.locator(f"[name=viec][value={deed}]").click()
        expect(main).to_contain_text(sentence)
        expect(main.locator("[data-receipt]")).to_have_text(code)
    yield "dialogue"
    page.locator("summary", has_text=words["receipt"]["erase_title"]).click()
    page.locator("[value=xoa]").click()
    expect(main).to_contain_text(words["receipt"]["erased"])


def _check(page: Page, code: str, lang: str) -> Iterator[str]:
    words, result = portal_words(lang)["checks"], page.locator("[data-result]")
    page.goto(f"/tra-cuu/?lang={lang}#{code}")
    page.get_by_role("link", name=portal_words(lang)["receipt"]["verify"]).click()
    page.locator("#proof-code").fill(code)
    page.keyboard.press("Enter")
    expect(result).to_contain_text(words["match"])
    expect(result).to_contain_text("mat-tran.example/w1")
    yield "match"
    page.locator("#proof-file").set_input_files(Path(__file__))
    page.get_by_role("button", name=portal_words(lang)["verification"]["check"]).click()
    expect(result).to_contain_text(words["contradiction"])


def test_the_language_changes_and_the_code_stays(rated: Rated, walks: Page) -> None:
    """Chosen on the page of a code, with and without script: same code, other words, no question twice."""
    walks.goto(f"/tra-cuu/?lang=vi#{rated.code}")
    expect(walks.locator(".timeline")).to_be_visible()
    walks.locator("details.pick summary").click()
    walks.get_by_role("button", name="한국어").click()
    expect(walks.locator("html")).to_have_attribute("lang", "ko")
    expect(walks.locator("[data-receipt]")).to_have_text(rated.code)
    expect(walks.locator("main")).to_contain_text(portal_words("ko")["receipt"]["witnessed"])
    assert walks.title() == f"{portal_words('ko')['receipt']['title']} · Nụ Cười"


def test_the_language_changes_without_script(
    rated: Rated, browser: Browser, live_server: Any
) -> None:
    """The code goes with the form, and every form keeps the language that was chosen."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/tra-cuu/?lang=zh")
    plain.locator("#id_code").fill(rated.code)
    plain.keyboard.press("Enter")
    plain.locator("details.pick summary").click()
    plain.get_by_role("button", name="English").click()
    expect(plain.locator("html")).to_have_attribute("lang", "en")
    expect(plain.locator("[data-receipt]")).to_have_text(rated.code)
    plain.get_by_role("link", name="Another code").click()
    expect(plain.locator("html")).to_have_attribute("lang", "en")
    assert context.cookies() == []
    context.close()
