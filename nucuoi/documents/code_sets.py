"""Sets of QR codes, to be cut and put up: ten on an A4 page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nucuoi.documents import qr, typesetting


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A QR code of a set.

    Attributes:
        title: What it leads to.
        about: Whose that is; may be empty.
        address: For who types it.
        link: What the QR code holds.
    """

    title: str
    about: str
    address: str
    link: str


def pdf(codes: Sequence[PrintedCode], footer: str) -> bytes:
    """All codes as one PDF, in their order; at least one. `footer` stands on each page."""
    return typesetting.pdf("codes", content(codes, footer))


def content(codes: Sequence[PrintedCode], footer: str) -> dict[str, Any]:
    """What the sheet `codes` reads."""
    cells = [
        {
            "title": code.title,
            "about": code.about,
            "address": code.address,
            "qr": qr.drawing(code.link),
        }
        for code in codes
    ]
    return {"footer": footer, "codes": cells}
