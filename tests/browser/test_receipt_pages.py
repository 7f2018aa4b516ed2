"""Receipts, verification and the Front's page in a real browser: the code stays on the device."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from nucuoi.audit.models import Event
from nucuoi.ledger.models import Leaf
from nucuoi.oversight.cosigning import Asking
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.ratings_made import make_tree
from tests.triggers import lifted
from tests.witnessed import header, publish, rate, witnessed

REWRITE = """() => {
  const place = "nucuoi.checkpoints";
  const [[origin, note]] = Object.entries(JSON.parse(localStorage.getItem(place)));
  const [, size, root] = note.split("\\n");
  const [smaller, other] = [String(Number(size) - 1), "A".repeat(43) + "="];
  localStorage.setItem(place, JSON.stringify({ [origin]: note.replace(size, smaller).replace(root, other) }));
}"""
"""As if the log that was seen before had been another one."""
DESK, PHONE = (1280, 800), (390, 844)
PAGES = ("/log/", "/giam-sat/")

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Rated:
    """A code whose rating is witnessed, and one whose rating waits."""

    code: str
    waiting: str


@pytest.fixture
def rated(transactional_db: None, tmp_path: Path) -> Iterator[Rated]:
    """A witnessed log."""
    with override_settings(DATA=tmp_path, KEYS=tmp_path / "keys", PUBLISH_EVERY_S=0):
        make_tree()
        codes = [rate(score=1)[1] for _ in range(3)]
        publish()
        with witnessed(tmp_path / "w"):
            yield Rated(codes[1], rate()[1])
    with lifted("audit_event"), lifted("ledger_leaf"):
        Event.objects.all().delete()
        Leaf.objects.all().delete()


@pytest.fixture
def seen(rated: Rated, page: Page, live_server: Any) -> Page:
    """A page of the Front's, so that all four can be opened."""
    page.context.add_cookies([session_cookie(person("supervisor"), live_server.url)])
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_right(seen: Page, watch: Watch, address: str, size: tuple[int, int]) -> None:
    """Nothing to complain of, nobody else asked, axe content, no sideways scrolling."""
    seen.set_viewport_size({"width": size[0], "height": size[1]})
    seen.goto(address)
    seen.wait_for_function("() => document.fonts.status === 'loaded'")

    assert (watch.complaints, watch.foreign, watch.accessibility()) == ([], [], [])
    assert seen.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_code_never_leaves_the_device(rated: Rated, page: Page, watch: Watch) -> None:
    """With JavaScript only the lookup key is sent; the code is shown again by the page itself."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    page.goto("/tra-cuu/")
    page.get_by_label("Mã tra cứu").fill(rated.code.lower())
    page.get_by_role("button", name="Tra cứu").click()

    expect(page.get_by_text("Mặt trận Tổ quốc đã xác nhận", exact=True)).to_be_visible()
    expect(page.locator("[data-receipt]")).to_have_text(rated.code)
    assert watch.accessibility() == []
    assert not any(rated.code[:9].lower() in one.lower() for one in sent)
    assert any(header(rated.code) in one for one in sent)


def test_code_in_the_fragment(rated: Rated, page: Page) -> None:
    """A link with the code behind # opens at once and does not stay in the address."""
    page.goto(f"/tra-cuu/#{rated.code}")

    expect(page.locator(".timeline")).to_be_visible()
    assert "#" not in page.url


@pytest.mark.parametrize("how", ["file", "code", "file and code"])
def test_verified_in_the_browser(
    rated: Rated, page: Page, tmp_path: Path, watch: Watch, how: str
) -> None:
    """A downloaded proof, a code, or both: khớp, with line and witness."""
    file = tmp_path / "dong.tlog-proof"
    page.goto(f"/tra-cuu/#{rated.code}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp chứng minh").click()
    download.value.save_as(file)
    page.goto("/kiem-chung/")
    if "file" in how:
        page.get_by_label("Tệp chứng minh").set_input_files(file)
    if "code" in how:
        page.get_by_label("Mã tra cứu").fill(rated.code)
    page.get_by_role("button", name="Kiểm chứng").click()

    expect(page.locator("[data-word='match']")).to_contain_text("mat-tran.example/w1 đã xác nhận")
    assert watch.complaints == []


def test_contradiction_in_the_browser(rated: Rated, page: Page, tmp_path: Path) -> None:
    """An altered proof is a contradiction, and the page says to keep the file."""
    page.goto("/kiem-chung/")
    page.get_by_label("Mã tra cứu").fill(rated.code)
    with page.expect_response("**/api/v1/receipts") as answer:
        page.get_by_role("button", name="Kiểm chứng").click()
    proof = json.loads(answer.value.text())["proof"]
    file = tmp_path / "dong.tlog-proof"
    altered = re.sub(r"index (\d+)", lambda at: f"index {0 if int(at[1]) else 1}", proof)
    assert altered != proof
    file.write_text(altered)
    page.get_by_label("Tệp chứng minh").set_input_files(file)
    page.get_by_role("button", name="Kiểm chứng").click()

    expect(page.locator("[data-word='contradiction']")).to_contain_text("hãy giữ tệp này")


REMEMBER = "Nhớ mốc của sổ trên máy này"


def test_nothing_is_remembered_unasked(rated: Rated, page: Page) -> None:
    """Without the person's consent the browser keeps nothing; taking it back forgets all."""
    kept = "() => localStorage.length"
    checked(page, rated.code)
    assert page.evaluate(kept) == 0

    page.get_by_label(REMEMBER).check()
    checked(page, rated.code, again=True)
    assert page.evaluate(kept) == 1
    assert rated.code not in page.evaluate("() => JSON.stringify(localStorage)")
    page.get_by_label(REMEMBER).uncheck()
    assert page.evaluate(kept) == 0


def test_a_log_written_anew_is_a_contradiction(rated: Rated, page: Page, watch: Watch) -> None:
    """A longer log must join what was remembered, by its tiles; another one is a contradiction."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto("/kiem-chung/")
    page.get_by_label(REMEMBER).check()
    checked(page, rated.code, again=True)
    expect(page.locator("[data-word='match']")).to_be_visible()
    for _ in range(3):
        rate()
    publish()
    assert Asking().turn() == 1
    publish()
    checked(page, rated.waiting)
    expect(page.get_by_label(REMEMBER)).to_be_checked()
    expect(page.locator("[data-word='match']")).to_contain_text("gồm 8 dòng")

    page.evaluate(REWRITE)
    checked(page, rated.waiting)
    expect(page.locator("[data-word='contradiction']")).to_contain_text("sổ đã bị viết lại")
    expect(page.locator("[data-before] pre")).to_contain_text("/log/nucuoi")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert watch.accessibility() == []


def checked(page: Page, code: str, *, again: bool = False) -> None:
    """Opens the page, unless it is open, and checks a code."""
    if not again:
        page.goto("/kiem-chung/")
    page.get_by_label("Mã tra cứu").fill(code)
    page.get_by_role("button", name="Kiểm chứng").click()
    expect(page.locator("[data-result]")).to_be_visible()


def test_not_yet_in_the_browser(rated: Rated, page: Page) -> None:
    """A rating that waits is "chưa có"; a mistyped code is said without a word of the three."""
    page.goto("/kiem-chung/")
    page.get_by_label("Mã tra cứu").fill(rated.waiting)
    page.get_by_role("button", name="Kiểm chứng").click()
    expect(page.locator("[data-word='not_yet']")).to_be_visible()
    page.get_by_label("Mã tra cứu").fill("7K4M")
    page.get_by_role("button", name="Kiểm chứng").click()

    expect(page.locator("[data-result]")).to_contain_text("Mã có 17 ký tự")
