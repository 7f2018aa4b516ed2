"""The rating page without JavaScript: a plain form that loses nothing and sends nothing by itself."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import CLOSED, COUNTER, EARLY, Site

OpenPhone = Callable[..., Page]


@pytest.fixture
def plain(open_phone: OpenPhone, site: Site) -> Page:
    """The page on a phone that runs no JavaScript."""
    page = open_phone(java_script_enabled=False)
    page.goto(site.rate)
    return page


def test_two_taps_store_a_rating(plain: Page, site: Site) -> None:
    """A face, then Gửi: stored once, as `web`, in the open class."""
    before = len(site.ratings())
    plain.click('[data-score="4"]')
    plain.click('[data-action="send"]')

    expect(plain.locator("h1")).to_have_text("Cảm ơn Ông/Bà đã góp ý.")
    [stored] = site.ratings()[before:]
    assert (stored["score"], stored["channel"], stored["evidence"]) == (4, 2, 4)


def test_nothing_is_sent_before_send(plain: Page, site: Site) -> None:
    """Tapping a face and leaving stores nothing."""
    before = len(site.ratings())
    plain.click('[data-score="2"]')
    plain.goto(f"{site.url}/healthz")

    assert len(site.ratings()) == before


def test_everything_can_be_said(plain: Page, site: Site) -> None:
    """Dimensions, ticks, breaches, remark, thanks and answer arrive as entered."""
    before = len(site.ratings())
    plain.click('[data-score="1"]')
    for name, value in (("spirit", 1), ("attitude", 2), ("conduct", 3)):
        plain.check(f'[name="{name}"][value="{value}"]')
    plain.check('[value="thieu_chao"]')
    plain.check('[value="keo_dai"]')
    plain.fill('textarea[name="remark"]', "Hẹn ngày 06,\nhôm nay vẫn chưa có.")
    plain.check('[name="thanks"]')
    plain.check('[name="wants_answer"]')
    plain.fill('[name="contact"]', "0912 345 678")
    plain.select_option('[name="field"]', "HT")
    plain.click('[data-action="send"]')

    expect(plain.locator("[data-receipt]")).to_be_visible()
    [stored] = site.ratings()[before:]
    assert [stored[name] for name in ("score", "spirit", "attitude", "conduct")] == [1, 1, 2, 3]
    assert (stored["tags"], stored["breaches"]) == (1 << 8, 1 << 2)
    assert stored["remark"] == "Hẹn ngày 06,\nhôm nay vẫn chưa có."
    assert (stored["thanks"], stored["wants_answer"], stored["lang"]) == (1, 1, 1)
    assert stored["contact"] is not None
    assert stored["field_id"] is not None


def test_only_fitting_ticks_are_shown(plain: Page) -> None:
    """4 xin, 4 luôn after a good face; what was missing, and breaches apart, after a poor one."""
    expect(plain.locator('[value="chao"]')).to_be_hidden()
    plain.click('[data-score="5"]')
    expect(plain.locator('[value="chao"]')).to_be_visible()
    expect(plain.locator('[value="voi_vinh"]')).to_be_hidden()
    plain.click('[data-score="3"]')

    expect(plain.locator('[value="chao"]')).to_be_hidden()
    expect(plain.locator('.well [value="voi_vinh"]')).to_be_visible()


def test_code_is_shown_only_when_asked_for(plain: Page) -> None:
    """The code, in groups of four, appears behind its button; the score never."""
    plain.click('[data-score="2"]')
    plain.click('[data-action="send"]')
    expect(plain.locator("[data-receipt]")).to_be_hidden()
    plain.click('[data-action="code"]')
    signs = "[0-9A-HJKMNP-TV-Z]"

    assert plain.locator("[data-receipt]").inner_text().count("-") == 4
    expect(plain.locator(f"text=/^({signs}{{4}}-){{4}}{signs}$/")).to_be_visible()
    assert "Không hài lòng" not in plain.locator("main").inner_text()


def test_reload_and_back_never_double(plain: Page, site: Site) -> None:
    """Sending the same page again, by reload or by the back button, is the same rating."""
    before = len(site.ratings())
    plain.click('[data-score="5"]')
    plain.click('[data-action="send"]')
    plain.click('[data-action="code"]')
    code = plain.locator("[data-receipt]").inner_text()
    plain.reload()
    plain.click('[data-action="code"]')
    assert plain.locator("[data-receipt]").inner_text() == code

    plain.go_back()
    plain.click('[data-score="1"]')
    plain.click('[data-action="send"]')

    expect(plain.locator('[data-state="before"]')).to_be_visible()
    [stored] = site.ratings()[before:]
    assert stored["score"] == 5


def test_missing_face_is_said_beside_the_faces(plain: Page, site: Site) -> None:
    """Without a face nothing is stored; the page says so and puts the focus there."""
    before = len(site.ratings())
    plain.click('[data-action="send"]')

    expect(plain.locator("#score_error")).to_have_text("Xin chạm vào một khuôn mặt.")
    expect(plain.locator('[name="score"][value="5"]')).to_be_focused()
    assert len(site.ratings()) == before


def test_long_remark_is_kept_and_explained(plain: Page, site: Site) -> None:
    """2,001 characters come back with everything entered, the error beside the field."""
    before = len(site.ratings())
    plain.click('[data-score="2"]')
    plain.check('[name="spirit"][value="1"]')
    plain.check('[value="thieu_chao"]')
    plain.fill("textarea", "ộ" * 2001)
    plain.click('[data-action="send"]')

    expect(plain.locator("#remark_error")).to_be_visible()
    expect(plain.locator("textarea")).to_be_focused()
    expect(plain.locator("textarea")).to_have_value("ộ" * 2001)
    expect(plain.locator('[name="score"][value="2"]')).to_be_checked()
    expect(plain.locator('[name="spirit"][value="1"]')).to_be_checked()
    expect(plain.locator('[value="thieu_chao"]')).to_be_checked()
    assert len(site.ratings()) == before

    plain.fill("textarea", "ộ" * 2000)
    plain.click('[data-action="send"]')
    assert [len(stored["remark"]) for stored in site.ratings()[before:]] == [2000]


def test_hostile_text_stays_text(plain: Page, site: Site) -> None:
    """Markup in a remark is stored and shown again as text."""
    hostile = "</textarea><script>alert(1)</script>{{ 7*7 }}'; DROP TABLE x; --"
    before = len(site.ratings())
    plain.click('[data-score="2"]')
    plain.fill("textarea", hostile)
    plain.check('[name="wants_answer"]')
    plain.fill('[name="contact"]', "x" * 201)
    plain.click('[data-action="send"]')
    expect(plain.locator("#contact_error")).to_be_visible()
    expect(plain.locator("textarea")).to_have_value(hostile)
    plain.fill('[name="contact"]', "")
    plain.click('[data-action="send"]')

    assert [stored["remark"] for stored in site.ratings()[before:]] == [hostile]


@pytest.mark.parametrize(
    ("lang", "question", "label"),
    [
        ("en", "How were you served just now?", "Very dissatisfied"),
        ("zh", "您觉得刚才的服务怎么样？", "非常不满意"),
        ("ko", "방금 받으신 서비스는 어떠셨습니까?", "매우 불만족"),
    ],
)
def test_language_is_a_link(plain: Page, site: Site, lang: str, question: str, label: str) -> None:
    """The languages are links by their own names; the page then says which it is in."""
    before = len(site.ratings())
    plain.click("details.pick > summary")
    plain.click(f'.pick-list a[lang="{lang}"]')

    expect(plain.locator("html")).to_have_attribute("lang", lang)
    expect(plain.locator("h1")).to_have_text(question)
    expect(plain.locator('[data-score="1"]')).to_have_text(label)
    plain.click('[data-score="1"]')
    plain.click('[data-action="send"]')
    expect(plain.locator("html")).to_have_attribute("lang", lang)
    assert [stored["lang"] for stored in site.ratings()[before:]] == [
        ["vi", "en", "zh", "ko"].index(lang) + 1
    ]


def test_business_is_asked_in_its_own_words(plain: Page, site: Site) -> None:
    """A quiet link changes the question to motto 3, and the rating says it is of a business."""
    before = len(site.ratings())
    plain.click("text=Tôi đến thay mặt doanh nghiệp")
    expect(plain.locator("h1")).to_contain_text("lắng nghe và đồng hành")
    plain.click('[data-score="3"]')
    plain.click('[data-action="send"]')

    assert [stored["rater"] for stored in site.ratings()[before:]] == [2]


def test_closed_counter_leads_to_its_successor(plain: Page, site: Site) -> None:
    """An old QR code answers kindly: 410, since when, and a link to who took over."""
    answer = plain.goto(f"{site.url}/q/{CLOSED}")

    assert answer is not None
    assert answer.status == 410
    expect(plain.locator("h1")).to_have_text("Quầy này đã ngừng phục vụ")
    plain.click("a.button-main")
    assert plain.url.partition("?")[0].endswith(f"/q/{COUNTER}")


@pytest.mark.parametrize(
    ("code", "title"),
    [(EARLY, "Quầy này chưa mở"), ("khong-co", "Chưa tìm thấy quầy này")],
)
def test_other_counters_are_explained(plain: Page, site: Site, code: str, title: str) -> None:
    """A counter that opens later, or never was, is 404 with what to do."""
    answer = plain.goto(f"{site.url}/q/{code}")

    assert answer is not None
    assert answer.status == 404
    expect(plain.locator("h1")).to_have_text(title)
