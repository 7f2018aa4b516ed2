"""The handbook's own certificate authority, by its very commands: Chromium trusts it and works offline."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Playwright, expect

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.kiosk import offline, pair, rate, wait_for_none_waiting
from tests.browser.site import COUNTER, ROOT, Site

HOST = "nucuoi.noi-bo"
HANDBOOK = ROOT / "docs" / "how-to" / "may-tai-quay.md"

pytestmark = pytest.mark.long


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    """A folder with what the handbook's commands make."""
    text = HANDBOOK.read_text(encoding="utf-8")
    [block] = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    commands = block.partition("./run ")[0]
    subprocess.run(["sh", "-ec", commands], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


@pytest.fixture
def secure(site: Site, certificates: Path) -> Iterator[str]:
    """Address of the site, which meanwhile speaks https under the handbook's name."""
    site.stop()
    site.start("--tls", str(certificates / "may-chu.crt"), str(certificates / "may-chu.key"))
    yield f"https://{HOST}:{site.port}"
    site.stop()
    site.start()


@pytest.fixture
def tablet(playwright: Playwright, certificates: Path) -> Iterator[BrowserContext]:
    """A Chromium of a person with a home of her own, for whom the name is this machine."""
    context = playwright.chromium.launch_persistent_context(
        str(certificates / "profile"),
        executable_path=CHROMIUM,
        args=[*QUIET, f"--host-resolver-rules=MAP {HOST} 127.0.0.1"],
        env={**os.environ, "HOME": str(certificates)},
    )
    yield context
    context.close()


def trust(folder: Path) -> None:
    """Runs the handbook's command for Chromium on Linux."""
    text = HANDBOOK.read_text(encoding="utf-8")
    [command] = re.findall(r"`(mkdir [^`]*certutil [^`]*)`", text)
    subprocess.run(
        ["sh", "-ec", command], cwd=folder, check=True, env={**os.environ, "HOME": str(folder)}
    )


def test_a_stranger_is_not_trusted(tablet: BrowserContext, secure: str) -> None:
    """Before the authority is installed the browser warns instead of opening the page."""
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        tablet.pages[0].goto(f"{secure}/kiosk/")


@pytest.fixture
def trusted(certificates: Path) -> None:
    """The authority is installed before the browser starts."""
    trust(certificates)


def test_trusted_it_takes_ratings_offline(
    site: Site, secure: str, trusted: None, tablet: BrowserContext
) -> None:
    """A name that is secure only by its certificate: paired, network pulled, rated, sent."""
    before = len(site.ratings())
    page = tablet.pages[0]
    page.goto(f"{secure}/kiosk/#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    page.wait_for_function("() => isSecureContext && navigator.serviceWorker.controller")
    with offline(tablet):
        page.reload()
        rate(page, 4)
        expect(page.locator("[data-waiting]")).to_have_text("1")
    wait_for_none_waiting(page)

    assert [row["score"] for row in site.wait_for(before + 1)[before:]] == [4]
