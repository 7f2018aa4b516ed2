"""A tablet in front of the real server: pairing, rating, losing the network, being killed."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from nucuoi.ratings.rules.tokens import token_hash
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.site import ROOT, Site

TABLET = {"width": 1280, "height": 800}
SECOND = "bg07375-21-04"


def run(site: Site, code: str, *arguments: str) -> str:
    """Runs Python in the product's own settings over the site's data; returns what it printed."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def pair(site: Site, counter: str = "") -> str:
    """Token of a new tablet; without a counter it serves the whole service point."""
    token = secrets.token_urlsafe(32)
    with site.changing() as base:
        base.execute(
            "INSERT INTO ratings_device (name, counter_id, point_id, token_hash, paired_at, paired_by)"
            " SELECT 'Máy thử', (SELECT id FROM organisation_counter WHERE code = ?), id, ?, ?, 'thử'"
            " FROM organisation_servicepoint",
            (counter, token_hash(token), "2026-01-01 00:00:00"),
        )
    return token


def revoke_all(site: Site) -> None:
    """Every tablet so far may send no more."""
    with site.changing() as base:
        base.execute(
            "INSERT OR IGNORE INTO ratings_devicerevocation (device_id, at, by, why)"
            " SELECT id, '2026-01-01 00:00:00', 'thử', 'thử' FROM ratings_device"
        )


def open_second_desk(site: Site) -> None:
    """The service point has one more desk, `SECOND`."""
    with site.changing() as base:
        base.execute(
            "INSERT OR IGNORE INTO organisation_counter (code, point_id, number, name, valid_from)"
            " SELECT ?, id, 4, 'Đất đai', '2021-01-01' FROM organisation_servicepoint",
            (SECOND,),
        )


class Tablet:
    """Chromium with a profile of its own, as a tablet keeps it over being switched off.

    Args:
        folder: Where the profile lives.
    """

    def __init__(self, playwright: Playwright, site: Site, folder: Path) -> None:
        self.site = site
        self._playwright = playwright
        self._folder = folder
        self.context: BrowserContext
        self.page: Page

    def switch_on(self, fragment: str = "", at: datetime | None = None, **options: object) -> Page:
        """Opens the application, its clock standing at `at` if given; the page it shows."""
        usual = {"viewport": TABLET, "locale": "vi-VN"}
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self._folder),
            executable_path=CHROMIUM,
            args=QUIET,
            **(usual | options),  # type: ignore[arg-type]  # options of Playwright
        )
        self.page = self.context.pages[0]
        if at is not None:
            self.page.clock.set_fixed_time(at)
        self.page.goto(f"{self.site.url}/kiosk/{fragment}", wait_until="commit")
        return self.page

    def settle(self) -> None:
        """Waits until the application can start without a network."""
        self.page.wait_for_function("() => navigator.serviceWorker?.controller", timeout=20_000)

    def kill(self) -> None:
        """Ends the browser's processes as pulling the plug does."""
        marker = f"--user-data-dir={self._folder}"
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and marker in _command_line(entry):
                subprocess.run(["kill", "-9", entry.name], check=False, capture_output=True)
        self._forget()

    def switch_off(self) -> None:
        """Closes it properly."""
        self.context.close()

    def _forget(self) -> None:
        with suppress(Error):
            self.context.close()
        for lock in self._folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)


def rate(page: Page, score: int, *, remark: str = "", desk: str = "") -> None:
    """One person: desk if asked, face, perhaps a remark, thanks, done."""
    if desk:
        page.click(f'[data-desk="{desk}"]')
    page.click(f'[data-score="{score}"]')
    if remark:
        page.fill('textarea[name="remark"]', remark)
    page.click('[data-action="send"]')
    page.click('[data-action="done"]')


def rate_many(page: Page, first: int, count: int) -> list[float]:
    """Many people, as fast as the application goes, each with a remark `lượt <number>`.

    Returns:
        Milliseconds from the tap on Gửi to the thanks, for each.
    """
    taken: list[float] = page.evaluate(_RATE_MANY, [first, count])
    return taken


_RATE_MANY = """async ([first, count]) => {
  const shown = async (name) => {
    while (document.body.dataset.showing !== name) await new Promise((next) => requestAnimationFrame(next));
  };
  const taken = [];
  for (let number = first; number < first + count; number += 1) {
    await shown("faces");
    document.querySelector(`[data-score="${1 + number % 5}"]`).click();
    await shown("more");
    document.querySelector("#remark").value = `lượt ${number}`;
    const tapped = performance.now();
    document.querySelector('[data-action="send"]').click();
    await shown("thanks");
    taken.push(performance.now() - tapped);
    document.querySelector('[data-action="done"]').click();
  }
  return taken;
}"""


def wait_for_none_waiting(page: Page, timeout_s: int = 45) -> None:
    """Until everything has been sent."""
    expect(page.locator("[data-waiting]")).to_have_text("0", timeout=timeout_s * 1000)


@contextmanager
def offline(context: BrowserContext) -> Iterator[None]:
    """The network is pulled; a browser that was killed meanwhile needs none back."""
    context.set_offline(True)
    yield
    with suppress(Error):
        context.set_offline(False)


def _command_line(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
