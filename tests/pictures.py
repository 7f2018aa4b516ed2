"""Pages that were drawn, looked at: the QR codes on them, and where there is ink."""

import os
from io import BytesIO
from pathlib import Path

import segno
import zxingcpp
from PIL import Image


def page(picture: bytes) -> Image.Image:
    """A page as an image, in colour."""
    return Image.open(BytesIO(picture)).convert("RGB")


def codes(picture: bytes) -> list[str]:
    """What the QR codes on a page hold, in reading order."""
    found = zxingcpp.read_barcodes(page(picture))
    return [code.text for code in found]


def millimetres(picture: bytes) -> tuple[int, int]:
    """Width and height of a page that was drawn with 144 dots an inch."""
    width, height = page(picture).size
    return round(width / 144 * 25.4), round(height / 144 * 25.4)


def quiet_modules(picture: bytes) -> float:
    """White around the one QR code of a page, in modules of that code: the narrowest side."""
    image = page(picture)
    [code] = zxingcpp.read_barcodes(image)
    corner, across = code.position.top_left, code.position.top_right
    module = (across.x - corner.x) / _modules_of(code.text)
    steps = (
        _white(image, corner.x + 2, corner.y, 0, -1),
        _white(image, corner.x, corner.y + 2, -1, 0),
    )
    return min(steps) / module


def keep(picture: bytes, name: str) -> None:
    """Keeps a page, where NUCUOI_PHOTOS says: docs/how-to/images for those of the handbook."""
    folder = os.environ.get("NUCUOI_PHOTOS")
    if folder:
        small = page(picture)
        small.thumbnail((900, 900))
        small.save(Path(folder) / f"{name}.png", optimize=True)


def _modules_of(text: str) -> int:
    return int(segno.make(text, error="q", micro=False).symbol_size(border=0)[0])


def _white(image: Image.Image, x: int, y: int, dx: int, dy: int) -> int:
    """How many white points lie from a point outwards, its own dark ones left out."""
    while image.getpixel((x, y)) != (255, 255, 255):
        x, y = x + dx, y + dy
    count = 0
    while image.getpixel((x, y)) == (255, 255, 255):
        x, y, count = x + dx, y + dy, count + 1
    return count
