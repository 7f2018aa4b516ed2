"""Weeks without a network, plugs pulled again and again: everything arrives once, in its own half-day."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, expect

from nucuoi.foundation import clock
from tests.browser.kiosk import Tablet, pair, rate_many, wait_for_none_waiting
from tests.browser.site import COUNTER, Site


@pytest.fixture
def tablet(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet with a profile that outlives its browser."""
    one = Tablet(playwright, site, tmp_path / "profile")
    yield one
    one.kill()


def test_three_hundred_ratings_and_ten_kills(tablet: Tablet, site: Site) -> None:
    """Two days offline, ten times killed, reloaded or updated."""
    endure(tablet, site, days=2, ratings=300, interruptions=10)


@pytest.mark.long
def test_five_thousand_ratings_in_two_weeks_and_fifty_kills(tablet: Tablet, site: Site) -> None:
    """Fourteen days offline, fifty times killed, reloaded or updated: 5,000 stored once each."""
    endure(tablet, site, days=14, ratings=5_000, interruptions=50)


def endure(tablet: Tablet, site: Site, *, days: int, ratings: int, interruptions: int) -> None:
    """Rates offline over these days, interrupted so often, comes back, and holds what is stored against it."""
    before = len(site.ratings())
    now = datetime.now(UTC)
    expect(
        tablet.switch_on(f"#{pair(site, COUNTER)}", at=now).locator('[data-screen="faces"]')
    ).to_be_visible()
    tablet.settle()
    tablet.context.set_offline(True)
    site.stop()  # so that a browser just started cannot send while its clock is days behind
    portion = ratings // interruptions
    for turn in range(interruptions):
        at = now - timedelta(days=days) * (1 - turn / interruptions)
        tablet.page.clock.set_fixed_time(at)
        rate_many(tablet.page, turn * portion, portion)
        _interrupt(tablet, turn, at)
    expect(tablet.page.locator("[data-waiting]")).to_have_text(str(ratings))
    tablet.page.clock.set_fixed_time(datetime.now(UTC))
    site.start()
    tablet.context.set_offline(False)
    tablet.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    wait_for_none_waiting(tablet.page, 120)

    stored = site.ratings()[before:]
    said = Counter(row["remark"] for row in stored)
    assert said == Counter(f"lượt {number}" for number in range(ratings))
    assert [row for row in stored if (row["clamped"], row["evidence"]) != (0, 2)] == []
    meant = {
        f"lượt {number}": now - timedelta(days=days) * (1 - number // portion / interruptions)
        for number in range(ratings)
    }
    wrong = [row for row in stored if not _is_of_its_day(row["day"], meant[row["remark"]])]
    assert [(row["remark"], *_times(site, row["id"])) for row in wrong] == []


def _is_of_its_day(day: int, at: datetime) -> bool:
    return abs(day - clock.half_day(at)[0]) <= int(_near_midnight(at))


def _times(site: Site, rating: int) -> tuple[int, ...]:
    """When a rating arrived, and what its tablet said: rated and sent; its number there."""
    asked = (
        "SELECT arrived_ms, rated_ms, sent_ms, seq FROM ratings_intakerecord WHERE rating_id = ?"
    )
    with site.changing() as base:
        found: tuple[int, ...] = base.execute(asked, [rating]).fetchone()
        return found


def _interrupt(tablet: Tablet, turn: int, at: datetime) -> None:
    """In turn: the process killed, the page reloaded, a new version taking over.

    A tab that Chromium itself lets crash meanwhile is one more that was killed.
    """
    if turn % 3 == 0:
        tablet.kill()
        tablet.switch_on(at=at, offline=True)
    elif turn % 3 == 1:
        tablet.page.reload(wait_until="commit")
    else:
        tablet.page.evaluate(
            "() => { window.marker = true; navigator.serviceWorker.dispatchEvent(new Event('controllerchange')); }"
        )
        try:
            tablet.page.wait_for_function("() => !window.marker")
        except Error as fault:
            if "crashed" not in fault.message:
                raise
            tablet.kill()
            tablet.switch_on(at=at, offline=True)
    expect(tablet.page.locator('[data-screen="faces"]')).to_be_visible()


def _near_midnight(at: datetime) -> bool:
    """Whether some seconds, the way of the sending, may lie between this and another day."""
    seconds = timedelta(seconds=90)
    return clock.half_day(at - seconds)[0] != clock.half_day(at + seconds)[0]
