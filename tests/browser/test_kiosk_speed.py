"""What the tablet weighs and how fast it is; the times are printed, never judged."""

import json
import statistics
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Playwright, Request, expect

from tests.browser.kiosk import Tablet, pair, rate_many
from tests.browser.site import COUNTER, Site

FIRST_LOAD_LIMIT = 250_000


def say(figures: str) -> None:
    """Prints what was measured; run with -s to see it."""
    sys.stdout.write(f"\n{figures}\n")


@pytest.fixture
def tablet(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet with a profile that outlives its browser."""
    one = Tablet(playwright, site, tmp_path / "profile")
    yield one
    one.kill()


def test_the_first_load_is_light(browser: Browser, site: Site) -> None:
    """Everything that crosses the wire until a person can rate, settings included: at most 250 kB."""
    context = browser.new_context()
    page = context.new_page()
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))  # noqa: PLW0108  # Playwright marks its handlers
    page.goto(f"{site.url}/kiosk/#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    page.wait_for_load_state("networkidle")

    sizes = [request.sizes() for request in done]
    total = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    say(f"first load: {total:,} bytes in {len(done)} requests")
    assert len(done) > 20
    assert total <= FIRST_LOAD_LIMIT
    context.close()


@pytest.mark.long
def test_how_fast_it_is(tablet: Tablet, site: Site) -> None:
    """Offline start on a CPU slowed four times, and the tap on Gửi until the thanks, offline."""
    page = tablet.switch_on(f"#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    tablet.settle()
    tablet.context.set_offline(True)
    slowed = tablet.context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    starts = []
    for _ in range(9):
        page.reload()
        expect(page.locator('[data-screen="faces"]')).to_be_visible()
        starts.append(page.evaluate("() => performance.getEntriesByName('usable')[0].startTime"))
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    taps = rate_many(page, 0, 200)

    say(
        f"offline start, CPU 4× slower: median {statistics.median(starts):.0f} ms, least {min(starts):.0f} ms"
    )
    say(
        f"tap to thanks, offline: median {statistics.median(taps):.0f} ms, 95 % under {statistics.quantiles(taps, n=20)[18]:.0f} ms"
    )
    assert len(starts) == 9


@pytest.mark.long
def test_how_fast_a_batch_of_500_is(site: Site) -> None:
    """A tablet that was away for days hands in 500 ratings with remarks at once, to SQLite."""
    token, outbox = pair(site, COUNTER), str(uuid4())
    times = []
    for turn in range(7):
        ratings = [
            {
                "id": str(uuid4()),
                "counter": COUNTER,
                "score": 4,
                "remark": f"lượt {n}" * 5,
                "outbox": outbox,
                "seq": turn * 500 + n,
                "rated_at": "2026-05-15T08:00:00+07:00",
                "sent_at": "2026-05-15T08:00:01+07:00",
            }
            for n in range(500)
        ]
        call = urllib.request.Request(  # noqa: S310  # our own server
            f"{site.url}/api/v1/ratings/batch",
            json.dumps({"ratings": ratings}).encode(),
            {"Content-Type": "application/json", "Authorization": f"Device {token}"},
        )
        started = time.perf_counter()
        with urllib.request.urlopen(call) as answer:  # noqa: S310  # our own server
            results = json.load(answer)["results"]
        times.append(time.perf_counter() - started)
        assert [one["status"] for one in results] == ["accepted"] * 500
    say(
        f"batch of 500: median {statistics.median(times) * 1000:.0f} ms, least {min(times) * 1000:.0f} ms"
    )
