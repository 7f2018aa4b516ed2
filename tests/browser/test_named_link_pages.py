"""Named links in a real browser: made by an association, followed by a business, counted."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.ratings import actions
from nucuoi.ratings.actions.questionnaires import load_packaged
from nucuoi.ratings.rules.words import Evidence, Rater
from tests import one_stop
from tests.browser.handbook import photograph, stands_in
from tests.browser.watch import Watch
from tests.cast import person, session_cookie
from tests.one_stop import COMMUNE, NEXT_POINT, PROVINCE
from tests.ratings_made import make_rating

DESK, PHONE = (1280, 800), (390, 844)
PICTURES = {"new": "lien-ket-lap", "link": "lien-ket-ket-qua", "codes": "lien-ket-ma-qr"}
NAMES = ("Tư pháp, hộ tịch", "Địa chính, xây dựng", "Kinh tế, hộ kinh doanh")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def association(page: Page, live_server: Any) -> None:
    """The association's page, over two communes with counters."""
    one_stop.build()
    for number, name in enumerate(NAMES, start=1):
        one_stop.counter(number, name=name)
    one_stop.counter(1, NEXT_POINT)
    load_packaged()
    page.context.add_cookies([session_cookie(person(Role.ASSOCIATION), live_server.url)])


def _link(unit: str) -> str:
    today = clock.today()
    return actions.make_named_link(
        by=person(Role.ASSOCIATION).seat,
        title="Hội viên góp ý về thủ tục xây dựng, quý IV/2026",
        rater=Rater.BUSINESS,
        opens_on=today,
        closes_on=today + timedelta(days=60),
        unit=unit,
    )


def test_each_page_is_sound(page: Page, watch: Watch) -> None:
    """No accessibility finding, nothing sideways, no complaint, nothing from another host."""
    code, wide = _link(COMMUNE), _link(PROVINCE)
    for score in (5, 5, 4, 5, 3, 4, 5, 2, 5, 4, 5, 5):
        make_rating(
            counter="bg07210-21-01", on=clock.today(), score=score, evidence=Evidence.OPEN,
            link=code, form_id=1,
        )  # fmt: skip
    addresses = {
        "list": "/lien-ket/",
        "new": "/lien-ket/moi/",
        "link": f"/lien-ket/{code}/",
        "codes": f"/lien-ket/{code}/ma-qr/",
        "place": f"/l/{wide}",
        "counter": f"/l/{code}?lang=en",
    }
    for name, address in addresses.items():
        for width, height in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            page.wait_for_function("() => document.fonts.status === 'loaded'")
            photograph(page, f"named-link-{name}-{width}")
            assert page.evaluate("() => document.documentElement.scrollWidth") == width
        assert watch.accessibility() == []
        if name in PICTURES:
            photograph(page, PICTURES[name], full=False)
            assert stands_in("lien-ket.md", PICTURES[name])

    assert watch.complaints == []
    assert watch.foreign == []


def test_a_business_follows_a_link_and_is_asked_as_one(page: Page) -> None:
    """Made on the form, opened on a phone, the counter chosen, the business's own question."""
    page.goto("/lien-ket/moi/")
    page.get_by_label("Tên liên kết").fill("Khu công nghiệp Quang Châu")
    page.get_by_label("Quầy hoặc đơn vị").fill("Xã Song Mai (Tỉnh Bắc Giang)")
    page.get_by_role("button", name="Lập liên kết").click()
    page.wait_for_selector(".note-jade")
    address = page.locator(".copy").inner_text()

    page.goto(f"/l/{address.rpartition('/')[2]}?lang=vi")
    page.get_by_role("link", name="Kinh tế, hộ kinh doanh").click()
    assert "Doanh nghiệp" in page.locator("h1").inner_text()
    link = page.locator('input[name="link"]').get_attribute("value")
    assert address.endswith(f"/l/{link}")
