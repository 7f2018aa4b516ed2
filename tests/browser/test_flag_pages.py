"""Flags and exclusions in a real browser: readable for everybody, on a desk, a phone and paper."""

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucuoi.foundation import clock
from nucuoi.organisation.models import Counter, Visit
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores import actions
from nucuoi.scores.figures import flagging
from nucuoi.scores.follower import follow_all
from nucuoi.scores.models import Exclusion, Flag
from tests.browser.again import again
from tests.browser.handbook import photograph, stands_in
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.db.ledger.conftest import data
from tests.flags_scene import COUNTER, HOST, tablet, working_day
from tests.ratings_made import make_tree

__all__ = ["data"]

DESK, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
PROVINCE = "bg-24-2021"
PAGES = {
    "list": ("home_affairs", PROVINCE, "/dau-hieu/"),
    "flag": ("one_stop_control", PROVINCE, "/dau-hieu/{flag}/"),
    "head": ("head", HOST, "/dau-hieu/{flag}/"),
    "exclusions": ("home_affairs", PROVINCE, "/loai-khoi-so-lieu/"),
    "front": ("supervisor", "", "/giam-sat/loai-khoi-so-lieu/"),
}
Open = Callable[..., None]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None, data: Path) -> None:
    """Some days at a tablet, six flags, two proposals of which one is decided."""
    make_tree()
    made, day = tablet(), working_day()
    made.quiet(day)
    made.burst(day, official="cb-1")
    made.rate(day - timedelta(days=7), "19:40:00")
    for place in range(12):
        made.rate(day - timedelta(days=7), f"{8 + place // 4:02}:{place % 4 * 15:02}:00")
    desk = Counter.objects.get(code=COUNTER)
    Visit.objects.create(counter=desk, on=day, submitted=6, collected=4, keyed_by="an",
                         keyed_at=clock.now(), source="screen")  # fmt: skip
    seal_all()
    follow_all()
    flagging.flag_due()
    _decide_some()


def _decide_some() -> None:
    """One flag is looked at, one exclusion waits, one is confirmed."""
    staff = person("home_affairs", PROVINCE).seat
    why = {
        "why": "Buổi tập huấn dùng máy tại quầy, người dự bấm thử.",
        "basis": "Biên bản làm việc với bộ phận, bà Hà lập; lịch tập huấn của xã.",
    }
    late = Flag.objects.get(rule="F1")
    actions.look(by=staff, flag=late.pk, outcome="visit", why="Hẹn xem máy sáng thứ Tư.")
    number = actions.propose_of_flag(
        by=staff, flag=late.pk, reason="after_hours", why=why["why"], basis=why["basis"]
    )
    actions.confirm(by=person("supervisor").seat, exclusion=number, why="Đã gặp đơn vị, đúng vậy.")
    burst = Flag.objects.get(rule="F3")
    actions.propose_of_flag(
        by=staff,
        flag=burst.pk,
        reason="trial",
        why=why["why"],
        basis=why["basis"],
        since=time(9),
        until=time(9, 3),
    )


@pytest.fixture
def open_page(scene: None, page: Page, live_server: Any) -> Open:
    """Opens one of the pages as the person it is for."""

    def opened(name: str, size: tuple[int, int] = DESK) -> None:
        role, over, url = PAGES[name]
        page.context.clear_cookies()
        page.context.add_cookies([session_cookie(person(role, over), live_server.url)])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(url.format(flag=Flag.objects.get(rule="F3").pk))
        page.wait_for_function("() => document.fonts.status === 'loaded'")

    return opened


@pytest.mark.parametrize("size", [again(DESK), PHONE])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page: Open, watch: Watch, name: str, size: tuple[int, int]) -> None:
    """No accessibility finding, no complaint of the browser, nothing asked of another host."""
    open_page(name, size)
    photograph(watch.page, f"dau-hieu-{name}{'' if size == DESK else '-390'}")

    assert watch.accessibility() == []
    assert watch.complaints == []
    assert watch.foreign == []


@pytest.mark.parametrize("name", ["dau-hieu-flag", "dau-hieu-front"])
def test_the_handbook_shows_the_pages(name: str) -> None:
    """The article shows a flag and the Front's decision."""
    assert stands_in("dau-hieu.md", name)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(open_page: Open, page: Page, name: str) -> None:
    """The pages fit a window of 320 px."""
    open_page(name, NARROW)

    assert page.evaluate("() => document.documentElement.scrollWidth") == NARROW[0]


def test_the_front_confirms_by_keyboard(open_page: Open, page: Page) -> None:
    """Reason and button are reached and pressed without a mouse; the proposal is then decided."""
    waiting = Exclusion.objects.get(decision=None).pk
    open_page("front")
    page.get_by_label("Đã xem gì").focus()
    page.keyboard.type("Đã gọi cho đơn vị.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Không có đề nghị nào chờ quyết định")
    expect(page.locator(f"#de-nghi-{waiting}")).to_contain_text("Đã loại")


def test_on_paper_the_flag_is_whole(open_page: Open, page: Page) -> None:
    """Numbers and picture are printed, forms are not needed; the head says what and when."""
    open_page("flag")
    page.emulate_media(media="print")

    expect(page.locator(".print-head")).to_contain_text("Dấu hiệu cần xem")
    expect(page.get_by_role("img", name="Số lượt")).to_be_visible()
