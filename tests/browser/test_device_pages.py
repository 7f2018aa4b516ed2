"""The devices page, the hand-over sheet and an official's own page in a real browser."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from nucuoi.accounts.models import User
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.kiosk import actions
from nucuoi.kiosk.actions.held import Held
from nucuoi.kiosk.actions.reports import Report
from nucuoi.organisation.actions import sign_on
from nucuoi.ratings.actions import count_numbers
from nucuoi.ratings.models import Device
from tests.browser.watch import Watch
from tests.cast import UNIT, person, session_cookie
from tests.db.kiosk.conftest import POINT, make_room
from tests.photos_to_upload import portrait

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = ((1280, 800), (390, 844))


def test_pages_are_readable_for_everybody(page: Page, watch: Watch, live_server: Any) -> None:
    """No accessibility finding, nothing wider than the screen, no complaint of the browser."""
    room = make_room()
    shared = Device.objects.get(name="Máy chung")
    _trouble(shared)
    official = person("official")
    User.objects.filter(pk=official.user.pk).update(official=room.official.code)
    sign_on(counter=room.desks[0], official=room.official, at=clock.now())
    actions.keep_photo(by=SYSTEM, official="cb-01", content=portrait())
    pages = {
        "devices": (person("head"), f"/thiet-bi/{UNIT}/"),
        "new-device": (person("head"), f"/thiet-bi/{UNIT}/ghep/"),
        "device": (person("head"), f"/thiet-bi/may/{shared.pk}/"),
        "revoke": (person("head"), f"/thiet-bi/may/{shared.pk}/thu-hoi/"),
        "handover": (person("head"), f"/thiet-bi/may/{shared.pk}/ban-giao/"),
        "shown": (person("head"), f"/thiet-bi/{POINT}/ten-va-anh/"),
        "photo": (person("head"), f"/thiet-bi/{POINT}/ten-va-anh/cb-01/"),
        "own": (official, "/truc-quay/"),
    }
    for name, (member, address) in pages.items():
        page.context.add_cookies([session_cookie(member, live_server.url)])
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            _photograph(page, f"{name}-{width}")
            assert (name, watch.accessibility(), watch.complaints) == (name, [], [])
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name


def test_the_hand_over_sheet_fits_one_sheet(page: Page, live_server: Any) -> None:
    """Printed on A4 it is one page, with place for both signatures."""
    make_room()
    page.context.add_cookies([session_cookie(person("head"), live_server.url)])
    page.goto(f"/thiet-bi/may/{Device.objects.get(name='Máy quầy 1').pk}/ban-giao/")

    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def _trouble(device: Device) -> None:
    """A tablet with everything that a tablet can have."""
    outbox = uuid4().bytes
    count_numbers([(outbox, seq, device.pk) for seq in (0, 3, 0)])
    report = Report(
        sent_ms=0, version="1", outbox=outbox, made=9, waiting=240, held=1, repeats=2, full=True
    )
    actions.keep_report(device=device.pk, report=report, arrived_ms=clock.now_ms())
    held = Held(
        str(uuid4()),
        "closed",
        {"counter": "Quầy này đã đóng vào thời điểm đánh giá."},
        {"counter": "bg07210-21-09"},
    )
    actions.keep_held(device=device.pk, items=[held])
    actions.make_badge_code(by=SYSTEM, official="cb-01")


def _photograph(page: Page, name: str) -> None:
    """Keeps a picture when somebody wants to look (NUCUOI_PHOTOS names the folder)."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"thiet-bi-{name}.png", full_page=True)
