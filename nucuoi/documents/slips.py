"""Slips with invitations for one counter, to be cut and handed out: twelve on an A4 page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nucuoi.documents import qr, typesetting


@dataclass(frozen=True, slots=True)
class Slip:
    """One invitation: what its QR code holds, and its number as it is read out."""

    link: str
    number: str


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """What stands on every slip.

    Attributes:
        point: Name of the service point.
        counter: `Quầy 2 · Tư pháp`.
        field: Lĩnh vực; empty = any.
        days: When they may be used: `01/12/2026 – 05/12/2026`.
        printed: By whom and when, at the foot of each page.
    """

    point: str
    counter: str
    field: str
    days: str
    printed: str


def pdf(sheet: SlipSheet, slips: Sequence[Slip]) -> bytes:
    """All slips as one PDF; at least one."""
    return typesetting.pdf("slips", content(sheet, slips))


def content(sheet: SlipSheet, slips: Sequence[Slip]) -> dict[str, Any]:
    """What the sheet `slips` reads."""
    return {
        "point": sheet.point,
        "counter": sheet.counter,
        "field": sheet.field,
        "days": sheet.days,
        "printed": sheet.printed,
        "slips": [{"qr": qr.drawing(slip.link), "number": slip.number} for slip in slips],
    }
