"""The tablet that loses nothing: network pulled, server stopped, browser killed, storage full."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Playwright, expect

from nucuoi.foundation import clock
from tests.browser.kiosk import (
    SECOND,
    Tablet,
    offline,
    open_second_desk,
    pair,
    rate,
    revoke_all,
    run,
    wait_for_none_waiting,
)
from tests.browser.site import COUNTER, Site
from tests.browser.test_kiosk import photograph
from tests.browser.watch import Watch


@pytest.fixture
def tablet(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet with a profile that outlives its browser."""
    open_second_desk(site)
    one = Tablet(playwright, site, tmp_path / "profile")
    yield one
    one.kill()


@pytest.fixture
def officials(tablet: Tablet, site: Site) -> Iterator[dict[str, int]]:
    """Somebody usually sits at each of both desks; code of the desk to the row of her."""
    found = {}
    with site.changing() as base:
        for desk in (COUNTER, SECOND):
            made = base.execute(
                "INSERT INTO organisation_official (code, full_name, kind, invented)"
                " VALUES (?, 'Nguyễn Thị Thử', 'civil_servant', 1)",
                (f"cb-{uuid4()}"[:20],),
            )
            found[desk] = made.lastrowid or 0
            base.execute(
                "INSERT INTO organisation_counterholder (counter_id, official_id, valid_from)"
                " SELECT id, ?, '2021-01-01' FROM organisation_counter WHERE code = ?",
                (found[desk], desk),
            )
    yield found
    with site.changing() as base:
        base.executemany(
            "DELETE FROM organisation_counterholder WHERE official_id = ?",
            [(official,) for official in found.values()],
        )


@pytest.fixture
def before(site: Site) -> int:
    """How many ratings were stored before the test."""
    return len(site.ratings())


def test_twenty_ratings_without_a_network_and_the_plug_pulled(
    tablet: Tablet, site: Site, before: int, officials: dict[str, int]
) -> None:
    """Pair, pull the network, rate twenty times, kill the browser, start it offline, bring it back."""
    page = tablet.switch_on(f"#{pair(site)}")
    expect(page.locator('[data-screen="desks"]')).to_be_visible()
    tablet.settle()
    with offline(tablet.context):
        for number in range(20):
            desk = (COUNTER, SECOND)[number % 2]
            rate(page, 1 + number % 5, remark=f"lượt {number}", desk=desk)
        expect(page.locator("[data-waiting]")).to_have_text("20")
        tablet.kill()
    assert len(site.ratings()) == before

    page = tablet.switch_on(offline=True)
    expect(page.locator("[data-waiting]")).to_have_text("20")
    expect(page.locator('[data-screen="desks"]')).to_be_visible()
    tablet.context.set_offline(False)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    wait_for_none_waiting(page)

    _assert_twenty(site, before, officials)


def test_twenty_ratings_while_the_server_is_down(
    tablet: Tablet, site: Site, before: int, officials: dict[str, int]
) -> None:
    """The network is there, the server is not: the same, and the browser never noticed."""
    page = tablet.switch_on(f"#{pair(site)}")
    expect(page.locator('[data-screen="desks"]')).to_be_visible()
    tablet.settle()
    site.stop()
    try:
        for number in range(20):
            desk = (COUNTER, SECOND)[number % 2]
            rate(page, 1 + number % 5, remark=f"lượt {number}", desk=desk)
        assert page.evaluate("() => navigator.onLine")
        tablet.kill()
        page = tablet.switch_on()
        expect(page.locator("[data-waiting]")).to_have_text("20")
    finally:
        site.start()
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    wait_for_none_waiting(page)

    _assert_twenty(site, before, officials)


def _assert_twenty(site: Site, before: int, officials: dict[str, int]) -> None:
    """Twenty, once each, right desk, official and half-day, in the order they were given."""
    stored = site.wait_for(before + 20)[before:]
    day, half = clock.half_day(datetime.now(UTC))
    assert [row["remark"] for row in stored] == [f"lượt {number}" for number in range(20)]
    assert [row["score"] for row in stored] == [1 + number % 5 for number in range(20)]
    desks = [row["counter_id"] for row in stored]
    assert len(set(desks[::2])) == len(set(desks[1::2])) == 1
    assert desks[0] != desks[1]
    seated = [officials[COUNTER], officials[SECOND]] * 10
    assert [row["official_id"] for row in stored] == seated
    assert {(row["day"], row["half"]) for row in stored} == {(day, int(half))}
    assert {(row["evidence"], row["clamped"]) for row in stored} == {(2, 0)}


def test_a_draft_survives_the_plug(tablet: Tablet, site: Site, before: int) -> None:
    """A face touched and the plug pulled: sealed at the next start, once."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    page.click('[data-score="2"]')
    expect(page.locator('[data-screen="more"]')).to_be_visible()
    tablet.kill()
    page = tablet.switch_on()
    expect(page.locator('[data-screen="faces"]')).to_be_visible()

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [2]


def test_a_revoked_tablet_keeps_what_it_has_for_its_next_token(
    tablet: Tablet, site: Site, before: int
) -> None:
    """Revoked while offline; paired again, the old outbox goes out under the new token."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    with offline(tablet.context):
        rate(page, 3)
        revoke_all(site)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator('[data-screen="pair"]')).to_be_visible()
    assert "thu hồi" in page.locator("[data-pair-why]").inner_text()

    page.goto("about:blank")
    page.goto(f"{site.url}/kiosk/#{pair(site, COUNTER)}", wait_until="commit")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    rate(page, 4)
    assert [row["score"] for row in site.wait_for(before + 2)[before:]] == [3, 4]
    with site.changing() as base:
        numbers = base.execute("SELECT outbox, seq FROM ratings_intakerecord ORDER BY rating_id")
        (old, first), (new, second) = numbers.fetchall()[-2:]
    assert (old != new, first, second) == (True, 0, 0)


def test_a_counter_closed_meanwhile_is_held_and_a_copy_handed_over(
    tablet: Tablet, site: Site, before: int
) -> None:
    """What the server will not take stands on the held list; the ratings behind it go through."""
    page = tablet.switch_on(f"#{pair(site)}")
    expect(page.locator('[data-screen="desks"]')).to_be_visible()
    with site.closed_counter():
        with offline(tablet.context):
            rate(page, 1, desk=COUNTER, remark="quầy sẽ đóng")
            rate(page, 5, desk=SECOND)
        page.evaluate("() => window.dispatchEvent(new Event('online'))")
        wait_for_none_waiting(page)

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [5]
    with site.changing() as base:
        held = base.execute("SELECT status, content FROM kiosk_helditem").fetchall()
    assert [status for status, _ in held] == ["closed"]
    assert json.loads(held[0][1])["remark"] == "quầy sẽ đóng"


def test_what_staff_take_in_leaves_the_held_list(tablet: Tablet, site: Site, before: int) -> None:
    """The closing was a mistake: staff take the held rating in, and the tablet lets go of that one."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    with site.closed_counter():
        with offline(tablet.context):
            rate(page, 2)
        page.evaluate("() => window.dispatchEvent(new Event('online'))")
        wait_for_none_waiting(page)
        page.wait_for_function(_HELD, arg=[1, True])
    page.reload()
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    page.wait_for_function(_HELD, arg=[1, True])
    run(site, _TAKE_IN)
    page.reload()
    page.wait_for_function(_HELD, arg=[0, True])

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [2]


_HELD = """([count, handedOver]) => new Promise((resolve) => {
  indexedDB.open("nucuoi-kiosk").onsuccess = ({ target: { result: base } }) => {
    base.transaction("held").objectStore("held").getAll().onsuccess = ({ target: { result: held } }) => {
      base.close();
      resolve(held.length === count && held.every((one) => one.handedOver === handedOver));
    };
  };
})"""
_TAKE_IN = """
import django; django.setup()
from nucuoi.foundation.seat import SYSTEM
from nucuoi.kiosk.actions import take_in_held
from nucuoi.kiosk.models import HeldItem
assert take_in_held(by=SYSTEM, device=HeldItem.objects.latest("pk").device_id) == (1, 0)
"""


@pytest.mark.parametrize(
    "wild", [datetime(1970, 1, 2, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)]
)
def test_a_dead_clock_battery_is_never_an_error(
    tablet: Tablet, site: Site, before: int, wild: datetime
) -> None:
    """Decades off, the rating is taken, and counted today."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    page.clock.set_fixed_time(wild)
    with offline(tablet.context):
        rate(page, 4)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")

    [row] = site.wait_for(before + 1)[before:]
    assert clock.day_of(row["day"]) == clock.today()


def test_a_full_storage_promises_nothing(tablet: Tablet, site: Site, before: int) -> None:
    """No thanks for what could not be written: the person is told, and so are staff; then all is well."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    page.evaluate(_FILL)
    page.click('[data-score="4"]')
    expect(page.locator('[data-screen="unwritten"]')).to_be_visible()
    expect(page.locator("body.is-full")).to_be_visible()

    page.evaluate("() => (IDBObjectStore.prototype.put = window.realPut)")
    page.locator('[data-screen="unwritten"] [data-action="done"]').click()
    rate(page, 5)
    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [5]


_FILL = """() => {
  window.realPut = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


@contextmanager
def newer_version(site: Site) -> Iterator[None]:
    """The server comes back with another shell, so with another service worker; then as before."""
    banner = site.folder / "demo.json"
    banner.write_text("{}")
    site.start()
    try:
        yield
    finally:
        banner.unlink()
        site.stop()
        site.start()


def test_an_update_in_mid_queue_loses_nothing(tablet: Tablet, site: Site, before: int) -> None:
    """The server is replaced while ratings wait: the new version takes over and sends them."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    tablet.settle()
    old = page.evaluate("() => document.documentElement.dataset.version")
    site.stop()
    rate(page, 2)
    rate(page, 4)
    expect(page.locator("[data-waiting]")).to_have_text("2")
    with newer_version(site):
        page.evaluate("() => navigator.serviceWorker.ready.then((kept) => kept.update())")
        page.wait_for_function(
            "(old) => ![undefined, old].includes(document.documentElement.dataset.version)", arg=old
        )

        assert [row["score"] for row in site.wait_for(before + 2)[before:]] == [2, 4]
        wait_for_none_waiting(page)


def test_a_failed_service_worker_stops_nothing(tablet: Tablet, site: Site, before: int) -> None:
    """Sending waits for no service worker."""
    token = pair(site, COUNTER)
    page = tablet.switch_on()
    tablet.context.route("**/kiosk/sw.js", lambda route: route.fulfill(status=500))
    page.goto(f"{site.url}/healthz")
    page.goto(f"{site.url}/kiosk/#{token}")
    rate(page, 5)

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [5]


def test_two_windows_never_number_the_same_outbox(tablet: Tablet, site: Site) -> None:
    """The second one waits, and takes over when the first is closed."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    other = tablet.context.new_page()
    other.goto(f"{site.url}/kiosk/")
    expect(other.locator('[data-screen="elsewhere"]')).to_be_visible()
    assert Watch(other, site.url).accessibility() == []
    photograph(other, "kiosk-cua-so-khac")
    page.close()
    expect(other.locator('[data-screen="faces"]')).to_be_visible()
