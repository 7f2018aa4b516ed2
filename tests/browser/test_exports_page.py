"""Xuất số liệu in a real browser: asked for, watched while it is made, taken away."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from nucuoi.foundation import clock
from nucuoi.ratings.rules.words import Evidence
from nucuoi.reports import actions, making, queries, way
from nucuoi.reports.rules.question import Form, Kind, Question
from tests import board_scene
from tests.browser.watch import Watch
from tests.cast import Member, person, session_cookie

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/xuat-so-lieu/"
SIZES = pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desk", "phone"])


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Member]:
    """Somebody of one-stop control over the province, in a data folder of its own."""
    board_scene.build()
    with override_settings(DATA=tmp_path):
        yield person("one_stop_control", board_scene.PROVINCE)


def test_from_the_form_to_the_file(
    page: Page, watch: Watch, live_server: Any, asker: Member, tmp_path: Path
) -> None:
    """The list tells by itself how far the file is, and gives it when it is there."""
    _open(page, live_server.url, asker, (1280, 800))
    page.get_by_label("Từng lượt đánh giá").check()
    page.get_by_label("Đơn vị", exact=True).select_option(label="Huyện Lạng Giang")
    page.get_by_label("CSV, nhanh hơn khi rất lớn").check()
    page.get_by_role("button", name="Xuất tệp").click()
    expect(page.locator("#exports")).to_contain_text("Đang chờ")

    (export,) = queries.exports_of(asker.user.username)
    way.begin(export.number)
    way.go_on(export.number, 40, 412_000)
    expect(page.locator("#exports")).to_contain_text("412.000 dòng")
    making.make_waiting()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải về").click()

    assert taken.value.suggested_filename.startswith("nu-cuoi-tung-luot-")
    assert Path(taken.value.path()).read_bytes() == (tmp_path / "exports" / "1.csv").read_bytes()
    assert (watch.complaints, watch.foreign) == ([], [])


def test_without_script(browser: Any, live_server: Any, asker: Member) -> None:
    """The form, the state after a reload, and removing work as plain pages."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    _open(page, live_server.url, asker, (390, 844))
    page.get_by_label("Đơn vị", exact=True).select_option(label="Thị trấn Vôi (Huyện Lạng Giang)")
    page.get_by_role("button", name="Xuất tệp").click()
    expect(page.locator("#exports")).to_contain_text("Đang chờ")

    making.make_waiting()
    page.get_by_role("link", name="Tải lại trang").click()
    expect(page.locator("#exports")).to_contain_text("Đã xong")
    page.get_by_role("button", name="Xóa tệp").click()
    expect(page.locator("#exports")).to_contain_text("Chưa có tệp nào")
    context.close()


@SIZES
def test_how_it_looks(
    page: Page, watch: Watch, live_server: Any, asker: Member, size: tuple[int, int]
) -> None:
    """Waiting, in the making, done and failed beside each other, on a desk and on a phone."""
    numbers = [actions.ask(by=asker.seat, question=_question(unit)) for unit in _UNITS]
    way.begin(numbers[0])
    way.finish(numbers[0], 1_284_507, 187_300_000)
    way.begin(numbers[1])
    way.fail(numbers[1])
    way.begin(numbers[2])
    way.go_on(numbers[2], 40, 412_000)
    actions.ask(by=asker.seat, question=_question(board_scene.TAN_DINH))

    _open(page, live_server.url, asker, size)

    page.wait_for_function("() => document.fonts.status === 'loaded'")
    if folder := os.environ.get("NUCUOI_PHOTOS"):
        page.screenshot(path=Path(folder) / f"exports-{size[0]}.png", full_page=True)
    assert (watch.accessibility(), watch.complaints, watch.foreign) == ([], [], [])
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]


_UNITS = (board_scene.PROVINCE, board_scene.DISTRICT, board_scene.VOI)


def _question(unit: str) -> Question:
    return Question(
        kind=Kind.RAW if unit != board_scene.VOI else Kind.TABLE,
        form=Form.CSV,
        unit=unit,
        as_of=clock.today(),
        first=date(2026, 1, 1),
        last=date(2026, 10, 31),
        evidence=frozenset({Evidence.TICKET, Evidence.KIOSK}),
    )


def _open(page: Page, origin: str, asker: Member, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.context.add_cookies([session_cookie(asker, origin)])
    page.goto(PAGE)
