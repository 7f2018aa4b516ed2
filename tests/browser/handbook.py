"""Pictures of pages for people to look at, and those that stand in the handbook."""

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "how-to"


def photograph(page: Page, name: str, *, full: bool = True) -> None:
    """Keeps a picture where NUCUOI_PHOTOS says: docs/how-to/images for those of the handbook."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=full)


def keep_pdf(pdf: bytes, name: str) -> None:
    """Keeps a printed page in the same place, for people to look at."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        (Path(folder) / f"{name}.pdf").write_bytes(pdf)


def stands_in(article: str, name: str) -> bool:
    """Whether an article of the handbook shows this picture, and the picture is there."""
    text = (FOLDER / article).read_text(encoding="utf-8")
    return f"images/{name}.png" in text and (FOLDER / "images" / f"{name}.png").exists()
