"""The icon sprite: which icons there are and how one is drawn inside a page."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

SPRITE = "web/icons.svg"
_FILE = Path(__file__).parent / "static" / SPRITE
_SYMBOL = "{http://www.w3.org/2000/svg}symbol"


@cache
def drawings() -> dict[str, str]:
    """Name of each icon to its shapes as SVG text (24 box, stroke only), read once from the sprite."""
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    sprite = ElementTree.parse(_FILE).getroot()  # noqa: S314  # our own file
    return {symbol.attrib["id"]: _shapes(symbol) for symbol in sprite.iter(_SYMBOL)}


def drawing(name: str) -> str:
    """The shapes of one icon.

    Raises:
        LookupError: If the sprite has no such icon; add it to `icons.svg` first.
    """
    if name not in drawings():
        raise LookupError(f"no icon named {name!r} in {SPRITE}")
    return drawings()[name]


def _shapes(symbol: ElementTree.Element) -> str:
    written = (ElementTree.tostring(shape, encoding="unicode") for shape in symbol)
    return "".join(
        text.replace(' xmlns="http://www.w3.org/2000/svg"', "").strip() for text in written
    )
