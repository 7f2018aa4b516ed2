"""What service points are called, and their identities."""

from collections.abc import Collection
from datetime import date
from itertools import count

REFORMED_ON = date(2025, 7, 1)
"""From this day service points are centres (Nghị định 118/2025/NĐ-CP)."""


def point_name(host: str, on: date) -> str:
    """The official name of a service point that opens on a day, from its host's name."""
    words = (
        "Bộ phận Tiếp nhận và Trả kết quả"
        if on < REFORMED_ON
        else "Trung tâm Phục vụ hành chính công"
    )
    return f"{words} {host[:1].lower()}{host[1:]}"


def point_kind(on: date) -> str:
    """The kind of such a unit: `bộ phận` before the reform, `trung tâm` after."""
    return "bộ phận" if on < REFORMED_ON else "trung tâm"


def next_point(host: str, taken: Collection[str]) -> str:
    """Identity for a new service point: `<host>-mc`, then `<host>-mc2`, never one of `taken`."""
    names = (f"{host}-mc{number if number > 1 else ''}" for number in count(1))
    return next(name for name in names if name not in taken)
