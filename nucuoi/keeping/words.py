"""How moments and lengths of time are said on the health page and at the terminal."""

from datetime import datetime, timedelta

from nucuoi.foundation import clock
from nucuoi.keeping.note import Note
from nucuoi.web import formats

_UNITS = ((timedelta(days=1), "ngày"), (timedelta(hours=1), "giờ"), (timedelta(minutes=1), "phút"))
_MANY = 2
"""Below this many of a unit the next smaller one is said: 36 giờ, not 1 ngày."""


def length(time: timedelta) -> str:
    """A length of time in its largest fitting unit, rounded down: 40 giây, 36 giờ, 3 ngày."""
    for unit, word in _UNITS:
        if time >= unit * _MANY:
            return formats.unbroken(f"{time // unit} {word}")
    return formats.unbroken(f"{max(0, int(time.total_seconds()))} giây")


def moment(at: datetime) -> str:
    """7:30 ngày 15/05/2025, in Viet Nam."""
    there = clock.local(at)
    return f"{formats.clock(there)} ngày {formats.day(there)}"


def of_note(note: Note) -> list[str]:
    """What an archive holds, for the person at the terminal."""
    held = note.contents
    lines = [
        f"Bản sao lưu lập lúc {moment(note.made_at)}, phiên bản {note.version}:",
        f"  {formats.number(held.ratings)} đánh giá, trong đó {formats.number(held.pending)} "
        f"đang chờ ghi sổ; sổ có {formats.number(held.leaves)} dòng.",
    ]
    if held.last_leaf:
        lines.append(f"  Mã băm của dòng cuối: {held.last_leaf}")
    return lines
