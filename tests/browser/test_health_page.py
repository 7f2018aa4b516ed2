"""The health page as an administrator sees it, well and unwell, on a desk and on a phone."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from nucuoi import __version__
from nucuoi.foundation import clock
from nucuoi.keeping import records, rules
from tests.browser.watch import Watch
from tests.cast import person, session_cookie

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("units")]

PAGE = "/quan-tri/suc-khoe/"
SIZES = pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desk", "phone"])


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own."""
    with override_settings(DATA=tmp_path, KEYS=tmp_path / "keys"):
        yield tmp_path


@SIZES
def test_a_machine_that_is_well(
    page: Page, watch: Watch, live_server: Any, data: Path, size: tuple[int, int]
) -> None:
    """Everything done in time: nothing in lychee, the backups listed beside."""
    now = clock.now()
    for day in range(9):
        made = data / "backups" / rules.name_at(now - timedelta(days=day, hours=6))
        made.parent.mkdir(exist_ok=True)
        made.write_bytes(bytes(200_000 - day * 1_000))
    records.write(records.FolderVersion(__version__, now - timedelta(days=90)))
    records.write(records.BackupMade(now - timedelta(hours=6), str(made), 200_000))
    records.write(records.DrillDone(now - timedelta(days=2), made.name, right=True))
    records.write(records.KeysSaved(now - timedelta(days=30), ("second_factor.key",)))
    (data / "worker.beat").touch()

    _open(page, live_server.url, size)

    assert "cần làm ngay" not in page.locator("main").inner_text()
    expect(page.locator("main .chip-jade")).not_to_have_count(0)
    _look(watch, f"health-well-{size[0]}", size)


@SIZES
def test_a_machine_that_needs_help(
    page: Page, watch: Watch, live_server: Any, data: Path, size: tuple[int, int]
) -> None:
    """What must be done now stands on top, in words, with what to do."""
    now = clock.now()
    records.write(records.FolderVersion(__version__, now - timedelta(days=90)))
    records.write(records.DrillDone(now - timedelta(days=2), "x", right=False))

    _open(page, live_server.url, size)

    expect(page.locator("h1")).to_contain_text("3 việc cần làm ngay")
    expect(page.locator("main tbody tr").first).to_contain_text("Khởi động lại ./run")
    _look(watch, f"health-help-{size[0]}", size)


def _open(page: Page, origin: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.context.add_cookies([session_cookie(person("admin"), origin)])
    page.goto(PAGE)


def _look(watch: Watch, name: str, size: tuple[int, int]) -> None:
    watch.page.wait_for_function("() => document.fonts.status === 'loaded'")
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        watch.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert (watch.accessibility(), watch.complaints, watch.foreign) == ([], [], [])
    assert watch.page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
