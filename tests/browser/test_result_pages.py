"""Public results and open data in a real browser: for citizens and journalists, on a desk, a phone and paper."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ledger.models import Cursor, Leaf
from nucuoi.releases.actions import release
from nucuoi.releases.rules.spans import Span, closed, last_closing
from tests.browser.again import again
from tests.browser.handbook import photograph, stands_in
from tests.browser.watch import Watch
from tests.figures_scene import PROVINCE, FiguresScene, build, commune
from tests.triggers import lifted

DESK, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
PAGES = {
    "results": "/ket-qua/",
    "unit": f"/ket-qua/{commune(5)}/",
    "data": "/du-lieu-mo/",
    "explained": "/cach-tinh/",
}
PICTURES = {
    "results": "ket-qua",
    "unit": "ket-qua-don-vi",
    "data": "du-lieu-mo",
    "explained": "cach-tinh",
}
Open = Callable[..., None]

pytestmark = pytest.mark.django_db(transaction=True)


def spans() -> list[Span]:
    """The two newest closed quarters and a month."""
    today = last_closing(clock.today())
    found = list(closed(today.replace(year=today.year - 1), today))
    quarters = [one for one in found if one.kind == "quarter"][:2]
    return [*quarters[::-1], next(one for one in found if one.kind == "month")]


@pytest.fixture
def scene(transactional_db: None) -> Iterator[FiguresScene]:
    """Twelve communes, one lower than the others, one better, one with few; two quarters released."""
    made = build()
    for span in spans()[:2]:
        _rate(made, span)
        release(by=SYSTEM, span=span)
    release(by=SYSTEM, span=spans()[2])
    yield made
    with lifted("audit_event"):
        Event.objects.all().delete()
    with lifted("ledger_leaf"):
        Leaf.objects.all().delete()
    Cursor.objects.all().delete()


def _rate(made: FiguresScene, span: Span) -> None:
    for number, official in enumerate(sorted(made.counters)):
        low = number * 7 % 9
        made.rate(official, (6, 8, 12 + low, 90 + number % 5 * 11, 100), span.last)
        made.visits(official, 900, span.last)
    for code in ("cb-05", "cb-06"):
        made.rate(code, (40, 50, 50, 60, 60), span.last)
    made.rate("cb-09", (0, 0, 6, 90, 280), span.last)


@pytest.fixture
def open_page(scene: FiguresScene, page: Page, live_server: Any) -> Open:
    """Opens one of the pages as anybody."""

    def opened(name: str, size: tuple[int, int] = DESK, theme: str = "light") -> None:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(contrast="more" if theme == "contrast" else "no-preference")
        page.goto(live_server.url + PAGES[name])
        page.wait_for_function("() => document.fonts.status === 'loaded'")

    return opened


@pytest.mark.parametrize(
    ("name", "theme", "size"),
    [
        *((name, "light", PHONE) for name in PAGES),
        *(again(name, "light", DESK) for name in PAGES),
        ("results", "contrast", DESK),
    ],
)
def test_axe_finds_nothing(
    open_page: Open, watch: Watch, name: str, theme: str, size: tuple[int, int]
) -> None:
    """No accessibility finding, no complaint of the browser, nothing asked of another host, no sideways scrolling."""
    open_page(name, size, theme)
    suffix = "" if (size, theme) == (DESK, "light") else f"-{theme}-{size[0]}"
    photograph(watch.page, f"{PICTURES[name]}{suffix}", full=size == PHONE)

    assert watch.accessibility() == []
    assert watch.complaints == []
    assert watch.foreign == []
    watch.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert watch.page.evaluate("() => document.documentElement.scrollWidth") == NARROW[0]


@pytest.mark.parametrize("name", PICTURES.values())
def test_the_handbook_shows_the_pages(name: str) -> None:
    """The article for journalists shows each page."""
    assert stands_in("ket-qua-cong-khai.md", name)


def test_a_journalist_finds_a_place_by_keyboard(open_page: Open, page: Page) -> None:
    """Search without diacritics, open the commune, see it over two quarters, go back up."""
    open_page("results")
    box = page.get_by_role("searchbox")
    box.focus()
    page.keyboard.type("xa so 05")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Xã Số 05").press("Enter")
    expect(page.locator("h1")).to_contain_text("Xã Số 05")
    expect(page.locator(".results-table tbody tr")).to_have_count(2)

    page.get_by_role("link", name="Tỉnh Bắc Giang").press("Enter")
    expect(page.locator("h1")).to_contain_text("Bắc Giang được phục vụ thế nào?")


def test_places_stand_by_band_then_name(open_page: Open, page: Page) -> None:
    """Never by share: bands first, names in each; the lower commune is not painted red or ranked."""
    open_page("results")
    rows = page.locator(".results-table").first.locator("tbody tr")
    chips = [chip.strip() for chip in rows.locator(".chip").all_inner_texts()]
    order = ["Vượt trội", "Tốt hơn", "Tương đương", "Thấp hơn", "Cần hỗ trợ", "Chưa đủ dữ liệu"]

    assert rows.count() == 12
    assert chips == sorted(chips, key=order.index)
    assert {"Vượt trội", "Cần hỗ trợ"} & set(chips) or {"Tốt hơn", "Thấp hơn"} & set(chips)


def test_period_is_chosen_without_scripts_and_stays(open_page: Open, page: Page) -> None:
    """A list of links; the chosen span stands in the heading, and in the address for others."""
    open_page("results")
    first, second = (span.words for span in spans()[:2])
    expect(page.locator("h2").first).to_contain_text(second)
    page.locator("summary", has_text="Quý").click()
    page.locator(".filters").get_by_role("link", name=first.capitalize(), exact=True).click()

    expect(page.locator("h2").first).to_contain_text(first)
    assert page.url.endswith(f"?ky={spans()[0].name}")


def test_on_paper_the_answer_stays_and_the_controls_go(open_page: Open, page: Page) -> None:
    """Filters and search are not printed; the question, the table and how to read it are."""
    open_page("results")
    page.emulate_media(media="print")

    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".results-search")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Cách đọc")).to_be_visible()


def test_a_file_is_downloaded(open_page: Open, page: Page) -> None:
    """The JSON of the newest table comes under a name that says what it is."""
    open_page("data")
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").first.click()

    assert download.value.suggested_filename.startswith("ket-qua-")
    assert PROVINCE in download.value.path().read_text(encoding="utf-8")
