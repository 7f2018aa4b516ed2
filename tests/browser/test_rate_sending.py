"""The rating page with JavaScript: nothing is lost, nothing counts twice, whatever the phone does."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from nucuoi.ratings.rules import receipt
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.site import COUNTER, Site

OpenPhone = Callable[..., Page]
THANKS = "Cảm ơn Ông/Bà đã góp ý."


@pytest.fixture
def phone(open_phone: OpenPhone, site: Site) -> Page:
    """The page on an ordinary phone, ready to be tapped."""
    page = open_phone()
    page.goto(site.rate)
    return page


@pytest.fixture
def before(site: Site) -> int:
    """How many ratings were stored before the test."""
    return len(site.ratings())


def test_two_taps_store_a_rating(phone: Page, site: Site, before: int) -> None:
    """A face, then Gửi: thanks on the same page, one rating stored."""
    phone.click('[data-score="5"]')
    phone.click('[data-action="send"]')

    expect(phone.locator("h1")).to_have_text(THANKS)
    expect(phone.locator("h1")).to_be_focused()
    expect(phone.locator('[data-state="recorded"]')).to_be_visible()
    assert [stored["score"] for stored in site.ratings()[before:]] == [5]


def test_the_server_never_sees_the_code(phone: Page) -> None:
    """The phone makes the code; what is sent is its lookup key, and the answer has no code."""
    with phone.expect_response("**/api/v1/ratings") as caught:
        phone.click('[data-score="2"]')
        phone.click('[data-action="send"]')
    phone.click('[data-action="code"]')
    code = phone.locator("[data-receipt]").inner_text()
    sent = caught.value.request.post_data_json

    assert sent is not None
    assert _lookup(code) == sent["receipt"]
    assert "receipt" not in caught.value.json()
    assert phone.context.cookies() == []


def test_code_is_shown_only_when_asked_for(phone: Page) -> None:
    """The code stands nowhere on the page until it is asked for, and goes away again."""
    phone.click('[data-score="2"]')
    phone.click('[data-action="send"]')
    expect(phone.locator("h1")).to_have_text(THANKS)
    assert phone.locator("[data-receipt]").inner_text() == ""

    phone.click('[data-action="code"]')
    expect(phone.locator("[data-receipt]")).to_be_visible()
    phone.click('[data-action="code"]')
    expect(phone.locator("[data-receipt]")).to_be_empty()


def test_who_wants_an_answer_is_shown_the_code(phone: Page) -> None:
    """Wanting an answer, one needs the code: it is shown at once."""
    phone.click('[data-score="1"]')
    phone.check('[name="wants_answer"]')
    phone.click('[data-action="send"]')

    expect(phone.locator("[data-receipt]")).to_be_visible()
    assert receipt.read_code(phone.locator("[data-receipt]").inner_text())


def test_double_tap_is_one_rating(phone: Page, site: Site, before: int) -> None:
    """Tapping Gửi twice, as fast as one can, sends one rating."""
    phone.click('[data-score="4"]')
    phone.dblclick('[data-action="send"]')

    expect(phone.locator("h1")).to_have_text(THANKS)
    assert len(site.wait_for(before + 1)) == before + 1


def test_walking_away_sends_what_was_said(phone: Page, site: Site, before: int) -> None:
    """A face tapped and the page left: stored. Coming back shows the thanks and sends no more."""
    phone.click('[data-score="2"]')
    phone.fill("textarea", "Chờ lâu")
    phone.goto(f"{site.url}/healthz")
    stored = site.wait_for(before + 1)[before:]
    assert [(row["score"], row["remark"]) for row in stored] == [(2, "Chờ lâu")]

    phone.go_back()
    expect(phone.locator("h1")).to_have_text(THANKS)
    expect(phone.locator('[data-state="recorded"]')).to_be_visible()
    assert len(site.ratings()) == before + 1


def test_page_kept_alive_by_the_browser_is_sealed_too(
    browser: Browser, site: Site, before: int
) -> None:
    """Where going back wakes the very page that was left, it shows the thanks and sends no more."""
    keeping = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=QUIET,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = keeping.new_page()
    page.goto(site.rate)
    page.evaluate("() => addEventListener('pageshow', event => (window.woken = event.persisted))")
    page.click('[data-score="3"]')
    page.goto(f"{site.url}/healthz")
    page.go_back()

    expect(page.locator('[data-action="done"]')).to_be_visible()
    assert page.evaluate("() => window.woken")
    keeping.close()
    assert len(site.ratings()) == before + 1


def test_looking_without_tapping_sends_nothing(phone: Page, site: Site, before: int) -> None:
    """Leaving before a face is tapped stores nothing."""
    phone.goto(f"{site.url}/healthz")
    phone.goto(site.rate)

    assert len(site.ratings()) == before


def test_reload_never_doubles(phone: Page, site: Site, before: int) -> None:
    """Reloading after a tap, and after the thanks, keeps to the one rating and its code."""
    phone.click('[data-score="3"]')
    phone.reload()
    expect(phone.locator('[data-state="recorded"]')).to_be_visible()
    phone.click('[data-action="code"]')
    code = phone.locator("[data-receipt]").inner_text()
    phone.reload()
    phone.click('[data-action="code"]')

    assert phone.locator("[data-receipt]").inner_text() == code
    assert len(site.ratings()) == before + 1


def test_changing_the_language_keeps_the_answers(phone: Page, site: Site, before: int) -> None:
    """Another language is another look at the same draft: nothing is sent, nothing is lost."""
    phone.click('[data-score="2"]')
    phone.check('[value="thieu_chao"]')
    phone.fill("textarea", "Chờ lâu")
    phone.click("details.pick > summary")
    phone.click('.pick-list a[lang="en"]')
    expect(phone.locator("h1")).to_have_text("How were you served just now?")
    expect(phone.locator('[name="score"][value="2"]')).to_be_checked()
    expect(phone.locator('[value="thieu_chao"]')).to_be_checked()
    expect(phone.locator("textarea")).to_have_value("Chờ lâu")
    assert len(site.ratings()) == before
    phone.click('[data-action="send"]')

    expect(phone.locator("h1")).to_have_text("Thank you for your opinion.")
    assert [row["lang"] for row in site.ratings()[before:]] == [2]


def test_offline_keeps_and_sends_by_itself(phone: Page, site: Site, before: int) -> None:
    """Without a connection there is no error: the rating is kept, and sent when there is one."""
    phone.click('[data-score="4"]')
    phone.context.set_offline(True)
    phone.click('[data-action="send"]')
    expect(phone.locator('[data-state="keeping"]')).to_be_visible()
    assert len(site.ratings()) == before
    phone.context.set_offline(False)

    expect(phone.locator('[data-state="recorded"]')).to_be_visible(timeout=15_000)
    assert len(site.ratings()) == before + 1
    assert phone.evaluate("() => localStorage.length") == 0


def test_kept_rating_is_sent_by_the_next_page(phone: Page, site: Site, before: int) -> None:
    """Closed before the connection came back: the next page of the phone sends it."""
    phone.click('[data-score="1"]')
    phone.context.set_offline(True)
    phone.click('[data-action="send"]')
    expect(phone.locator('[data-state="keeping"]')).to_be_visible()
    context = phone.context
    phone.close()
    context.set_offline(False)
    context.new_page().goto(site.rate)

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [1]


@pytest.fixture
def stopped(site: Site) -> Iterator[Callable[[], None]]:
    """Stops the server; it runs again after the test."""
    yield site.stop
    site.stop()
    site.start()


def test_server_down_keeps_and_sends_by_itself(
    phone: Page, site: Site, before: int, stopped: Callable[[], None]
) -> None:
    """A server that is down for a while loses no rating either."""
    phone.click('[data-score="4"]')
    stopped()
    phone.click('[data-action="send"]')
    expect(phone.locator('[data-state="keeping"]')).to_be_visible()
    site.start()

    expect(phone.locator('[data-state="recorded"]')).to_be_visible(timeout=40_000)
    assert len(site.ratings()) == before + 1


def test_mistakes_are_said_beside_the_field(phone: Page, site: Site, before: int) -> None:
    """No face, then too long a remark: said beside the field, which has the focus."""
    phone.click('[data-action="send"]')
    expect(phone.locator("#score_error")).to_be_visible()
    expect(phone.locator('[name="score"][value="5"]')).to_be_focused()

    phone.click('[data-score="4"]')
    expect(phone.locator("#score_error")).to_be_hidden()
    phone.fill("textarea", "a" * 2005)
    expect(phone.locator("[data-left]")).to_have_text("Dài quá 5 ký tự.")
    phone.click('[data-action="send"]')
    expect(phone.locator("#remark_error")).to_be_visible()
    expect(phone.locator("textarea")).to_be_focused()
    assert len(site.ratings()) == before


def test_only_the_ticks_that_are_seen_are_sent(phone: Page, site: Site, before: int) -> None:
    """Ticks under another face stay behind when the face changes."""
    phone.click('[data-score="1"]')
    phone.check('[value="voi_vinh"]')
    phone.click('[data-score="5"]')
    phone.check('[value="giup_do"]')
    phone.click('[data-action="send"]')
    expect(phone.locator("h1")).to_have_text(THANKS)

    [stored] = site.ratings()[before:]
    assert (stored["tags"], stored["breaches"]) == (1 << 7, None)


def test_old_browser_without_crypto(open_phone: OpenPhone, site: Site) -> None:
    """Where the phone cannot make a code, the server does, and it is shown all the same."""
    page = open_phone()
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto(site.rate)
    page.click('[data-score="2"]')
    page.click('[data-action="send"]')
    page.click('[data-action="code"]')

    assert receipt.read_code(page.locator("[data-receipt]").inner_text())


REFUSED = "get() { throw new DOMException('', 'SecurityError') }"


def test_in_app_browser_without_storage(open_phone: OpenPhone, site: Site, before: int) -> None:
    """Storage refused, no service worker: rating and coming back work as ever."""
    page = open_phone(service_workers="block")
    page.add_init_script(
        f"for (const name of ['localStorage', 'sessionStorage'])"
        f" Object.defineProperty(window, name, {{ {REFUSED} }})"
    )
    page.goto(site.rate)
    page.click('[data-score="5"]')
    page.click('[data-action="send"]')
    expect(page.locator("h1")).to_have_text(THANKS)
    page.reload()

    expect(page.locator("h1")).to_have_text(THANKS)
    assert len(site.ratings()) == before + 1


def test_script_that_does_not_arrive_is_not_missed(
    open_phone: OpenPhone, site: Site, before: int
) -> None:
    """Without its modules the page is the plain form."""
    page = open_phone()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site.rate)
    page.click('[data-score="4"]')
    page.click('[data-action="send"]')

    expect(page.locator("h1")).to_have_text(THANKS)
    assert len(site.ratings()) == before + 1


def test_counter_that_closes_meanwhile_is_explained(phone: Page, site: Site, before: int) -> None:
    """The counter closed while the page was open: the server's kind page, nothing stored."""
    phone.click('[data-score="4"]')
    with site.closed_counter():
        phone.click('[data-action="send"]')
        expect(phone.locator("h1")).to_have_text("Quầy này đã ngừng phục vụ")
    assert len(site.ratings()) == before


def test_done_leads_away_from_the_page(phone: Page) -> None:
    """Xong leaves the page of the counter."""
    phone.click('[data-score="5"]')
    phone.click('[data-action="send"]')
    done = phone.locator('[data-action="done"]')

    expect(done).to_be_visible()
    assert COUNTER not in (done.get_attribute("href") or "")


def _lookup(code: str) -> str:
    return urlsafe_b64encode(receipt.lookup(code)).decode().rstrip("=")
