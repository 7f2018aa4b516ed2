"""A real browser for the pages: Debian's Chromium, one for the whole run, a fresh context a test.

Pages are shown by its shell without windows, the same engine at a third less of a processor; the
kiosk, its service worker and its storage by the whole Chromium, as they are on a tablet.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.site import Site
from tests.browser.watch import Watch

CHROMIUM = "/usr/bin/chromium"
SHELL = "/usr/bin/chromium-headless-shell"
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright keeps an event loop in the main thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    chromium = playwright.chromium.launch(executable_path=SHELL, args=QUIET)
    yield chromium
    chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of a fresh context, addresses relative to the live server."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.fixture
def watch(page: Page, live_server: Any) -> Watch:
    """What the page complains of and asks from elsewhere, collected while it is used."""
    return Watch(page, live_server.url)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real server with one service point, for the whole run."""
    running = Site(tmp_path_factory.mktemp("site"))
    running.prepare()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def open_phone(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of a fresh phone (390×844, Vietnamese) each time it is called."""
    contexts: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        usual = {"viewport": {"width": 390, "height": 844}, "locale": "vi-VN"}
        contexts.append(browser.new_context(**(usual | options)))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        # What a page sends on its way out would reach the server in the midst of the next test.
        context.set_offline(True)
        context.close()
