"""Posters of counters: one page each, A4 or A5."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from nucuoi.documents import qr, typesetting

Size = Literal["a4", "a5"]


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the poster of one counter.

    Attributes:
        point: Name of the service point.
        place: Where that is; may be empty.
        counter: `Quầy 2 · Hộ tịch, Chứng thực`.
        code: The counter's code, for who types it.
        address: Where it is rated, as people type it: without `https://`.
        link: What the QR code holds.
        message: The message that rates by SMS, and its number; both empty = no such line.
    """

    point: str
    place: str
    counter: str
    code: str
    address: str
    link: str
    message: str = ""
    message_to: str = ""


def pdf(posters: Sequence[Poster], size: Size = "a4") -> bytes:
    """All posters as one PDF, in their order; at least one."""
    return typesetting.pdf("poster", content(posters, size))


def content(posters: Sequence[Poster], size: Size) -> dict[str, Any]:
    """What the sheet `poster` reads."""
    pages = [asdict(poster) | {"qr": qr.drawing(poster.link)} for poster in posters]
    return {"size": size, "posters": pages}
