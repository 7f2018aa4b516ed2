"""The pages of fair figures in a real browser: readable for everybody, on a desk, a phone and paper."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from nucuoi.accounts.models import User
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Succession, Unit, UnitVersion
from nucuoi.organisation.rules.words import SuccessionKind
from nucuoi.ratings.rules.words import GOOD_TAGS, Evidence, Rater
from nucuoi.scores.figures import run
from nucuoi.scores.models import MonthTally
from nucuoi.scores.rules.tally import DIMENSIONS
from nucuoi.scores.rules.windows import quarter, year
from tests.board_scene import counter, point, unit
from tests.browser.again import again
from tests.browser.handbook import photograph, stands_in
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.figures_scene import PROVINCE, FiguresScene, build, commune, ordinary
from tests.triggers import lifted

DESK, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
PAGES = {
    "own": ("official", commune(1), "/so-lieu-cua-toi/"),
    "province": ("home_affairs", PROVINCE, f"/so-lieu/{PROVINCE}/"),
    "people": ("head", commune(3), f"/so-lieu/{commune(3)}/"),
}
PICTURES = {
    "own": "so-lieu-cua-toi",
    "province": "so-lieu-toan-tinh",
    "people": "so-lieu-don-vi",
}
Open = Callable[..., None]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Iterator[FiguresScene]:
    """An ordinary province with one weak commune; the journal is emptied afterwards."""
    made = build()
    ordinary(made)
    for code in ("cb-05", "cb-06"):
        made.rate(code, (60, 60, 80, 150, 150))
    made.rate("cb-09", (0, 1, 4, 110, 280))
    _enliven(made)
    for code in ("cb-01", "cb-05"):
        made.visits(code, 700)
    run.compute(year(clock.today()))
    yield made
    with lifted("audit_event"):
        Event.objects.all().delete()


def _enliven(scene: FiguresScene) -> None:
    """Twenty weeks, answers on the three things and ticks for the first official."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    for back in range(1, 21):
        scores = (0, 1, 1 + back * 5 % 4, 9 - back % 3, 11 + back % 5)
        scene.rate("cb-01", scores, monday - timedelta(weeks=back))
    asked = {f"{name}{level}": n for name in DIMENSIONS for level, n in ((3, 4), (4, 14), (5, 24))}
    ticks = {f"tag_{tag}": 9 + place * 5 % 8 for place, tag in enumerate(GOOD_TAGS)}
    counter = scene.counters["cb-01"].pk
    MonthTally.objects.filter(counter=counter).update(**asked, **ticks)


@pytest.fixture
def open_page(scene: FiguresScene, page: Page, live_server: Any) -> Open:
    """Opens one of the pages as the person it is for."""

    def opened(name: str, size: tuple[int, int] = DESK, theme: str = "light") -> None:
        role, over, url = PAGES[name]
        member = person(role, over)
        User.objects.filter(username="official").update(official="cb-01")
        page.context.add_cookies([session_cookie(member, live_server.url)])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(contrast="more" if theme == "contrast" else "no-preference")
        page.goto(url)
        page.wait_for_function("() => document.fonts.status === 'loaded'")

    return opened


@pytest.mark.parametrize(
    ("name", "theme", "size"),
    [
        *((name, "light", PHONE) for name in PAGES),
        *(again(name, "light", DESK) for name in PAGES),
        ("province", "contrast", DESK),
    ],
)
def test_axe_finds_nothing(
    open_page: Open, watch: Watch, name: str, theme: str, size: tuple[int, int]
) -> None:
    """No accessibility finding, no complaint of the browser, nothing asked of another host."""
    open_page(name, size, theme)
    suffix = "" if (size, theme) == (DESK, "light") else f"-{theme}-{size[0]}"
    photograph(watch.page, f"{PICTURES[name]}{suffix}", full=name != "province")

    assert watch.accessibility() == []
    assert watch.complaints == []
    assert watch.foreign == []


@pytest.mark.parametrize("name", PICTURES.values())
def test_the_handbook_shows_the_pages(name: str) -> None:
    """Each page has an article with its picture."""
    assert stands_in(f"{name}.md", name)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(open_page: Open, page: Page, name: str) -> None:
    """The pages fit a window of 320 px."""
    open_page(name, NARROW)

    assert page.evaluate("() => document.documentElement.scrollWidth") == NARROW[0]


def test_the_funnel_leads_to_a_unit_and_names_fewer_on_a_phone(open_page: Open, page: Page) -> None:
    """Marks are links with names; the text of the drawing keeps its size on a phone."""
    open_page("province")
    mark = page.locator(".funnel a", has_text="Xã Số 03")
    assert mark.get_attribute("href") == f"/so-lieu/{commune(3)}/"

    open_page("province", PHONE)
    sizes = page.locator(".funnel text").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).fontSize))]"
    )
    assert sizes == ["12px"]
    assert page.locator(".funnel .strong:visible").count() <= 3


def test_a_filter_opens_without_scripts_and_is_printed_in_words(
    open_page: Open, page: Page
) -> None:
    """Filters are lists of links; on paper they are words at the head."""
    open_page("province")
    page.locator("summary", has_text="Nguồn").click()
    page.get_by_role("link", name="Chỉ ki-ốt").click()
    expect(page.locator("summary", has_text="Nguồn")).to_contain_text("Chỉ ki-ốt")

    page.emulate_media(media="print")
    expect(page.locator(".print-head")).to_contain_text("Nguồn: Chỉ ki-ốt")
    expect(page.locator(".filters")).to_be_hidden()


@pytest.fixture
def old_unit(scene: FiguresScene) -> str:
    """A commune that passed into the weak one when this quarter began, with the quarter before."""
    today = clock.today()
    changed = quarter(today, today).first
    old = unit("bg-c99-2021", "Xã Đồng Cũ", "commune", "xã", Unit.objects.get(unit=PROVINCE))
    at = counter(point(old), "c99-1", 1, "Hộ tịch")
    UnitVersion.objects.filter(unit__unit__startswith=old.unit).update(valid_to=changed)
    Succession.objects.create(
        old=old,
        new=Unit.objects.get(unit=commune(3)),
        on=changed,
        kind=SuccessionKind.MERGED,
        legal_basis="Nghị quyết số 12/NQ-HĐND",
    )
    MonthTally.objects.create(
        month=clock.month(changed - timedelta(days=1)), counter=at.pk, official=0,
        field=scene.fields["Hộ tịch"], evidence=Evidence.KIOSK, rater=Rater.CITIZEN,
        n=240, s1=2, s2=6, s3=16, s4=90, s5=126,
    )  # fmt: skip
    with transaction.atomic():
        touch_intake()
    run.compute(quarter(changed - timedelta(days=1), today))
    return old.unit


@pytest.mark.parametrize("size", [DESK, again(PHONE), NARROW])
def test_the_way_between_old_and_new_units(
    old_unit: str, open_page: Open, watch: Watch, size: tuple[int, int]
) -> None:
    """The head goes from her unit to the one before it and back; both pages are clean and fit."""
    page = watch.page
    open_page("people", size)
    photograph(page, f"so-lieu-don-vi-moi-{size[0]}")
    page.get_by_role("link", name="Xã Đồng Cũ").click()
    expect(page.locator(".note strong").first).to_contain_text("đã sáp nhập vào Xã Số 03")
    photograph(page, "so-lieu-don-vi-cu" if size == DESK else f"so-lieu-don-vi-cu-{size[0]}")

    assert watch.accessibility() == []
    assert watch.complaints == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == size[0]
    page.get_by_role("link", name="Xã Số 03").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Số 03")
