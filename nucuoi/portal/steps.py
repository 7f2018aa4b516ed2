"""The way of a rating into the log, in plain words."""

from collections.abc import Iterator
from datetime import datetime

from nucuoi.foundation import clock
from nucuoi.ratings.queries.receipts import Found, State
from nucuoi.web import formats
from nucuoi.web.components import Event, Step


def steps_of(found: Found) -> list[Event]:
    """Three steps of a timeline; none for an unknown code."""
    return [] if found.state is State.UNKNOWN else list(_steps(found))


def _steps(found: Found) -> Iterator[Event]:
    yield Event("Đã nhận")
    if found.index is None:
        yield Event("Đang vào sổ công khai", "Thường xong trong vài giây.", Step.NOW)
    else:
        line = formats.unbroken(f"dòng số {formats.number(found.index)}")
        yield Event(f"Đã vào sổ công khai, {line}", _signed(found))
    if found.witnessed_at:
        about = (
            f"Lúc {moment(found.witnessed_at)}. Từ lúc này, ai sửa hay xóa cũng sẽ bị phát hiện."
        )
        yield Event("Mặt trận Tổ quốc đã xác nhận", about)
    else:
        about = "Khi có chữ ký của Mặt trận, ai sửa hay xóa cũng sẽ bị phát hiện."
        yield Event("Chờ Mặt trận Tổ quốc xác nhận", about, Step.LATER)


def moment(at: datetime) -> str:
    """An instant in Viet Nam: 10:42 ngày 08/05/2025."""
    there = clock.local(at)
    return f"{formats.clock(there)} ngày {formats.day(there)}"


def _signed(found: Found) -> str:
    if found.signed_at is None:
        return "Sổ được ký và công bố mỗi phút một lần."
    return f"Sổ được ký lúc {moment(found.signed_at)}."
