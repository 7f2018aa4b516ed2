"""How a tablet stands, in words for staff: the gravest thing first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

CLOCK_OFF = timedelta(minutes=5)
"""More than this and half-days may go wrong."""
MANY_WAITING = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a tablet.

    Attributes:
        heard: Whether it was ever heard of.
        silent: Not heard of lately, in opening hours.
        clock_off: How far its clock was from ours at its last report; None = not known.
        missing: Numbers of its outboxes that have not come, those that wait not counted.
    """

    heard: bool
    silent: bool
    clock_off: timedelta | None
    waiting: int
    held: int
    missing: int
    forks: int
    full: bool
    outdated: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a tablet: a chip, and what to do.

    Attributes:
        kind: Kind of chip.
    """

    label: str
    kind: str
    icon: str
    advice: str


def clock_words(off: timedelta | None) -> str:
    """How wrong a tablet's clock is, in words."""
    if off is None:
        return "chưa biết"
    minutes = round(abs(off).total_seconds() / 60)
    if not minutes:
        return "dưới 1 phút"
    side = "nhanh" if off > timedelta() else "chậm"
    days, hours = divmod(minutes, 1440)
    if days > 365:
        return f"{side} hơn một năm"
    return f"{side} {days} ngày {hours // 60} giờ" if days else f"{side} {minutes} phút"


def remarks(facts: Facts) -> list[Remark]:
    """All that somebody should look at, the gravest first; empty = all is well."""
    return list(_remarks(facts))


def _remarks(facts: Facts) -> Iterator[Remark]:
    if facts.full:
        advice = (
            "Máy không ghi được vào bộ nhớ của mình: xóa bớt tệp trên máy, rồi mở lại ứng dụng."
        )
        yield Remark("Bộ nhớ đầy", "lychee", "alarm", advice)
    if facts.forks:
        advice = "Dữ liệu của máy đã bị chép sang máy khác hoặc quay về bản cũ. Thu hồi rồi ghép lại từng máy."
        yield Remark(f"Trùng số thứ tự: {facts.forks}", "lychee", "alert-triangle", advice)
    if not facts.heard:
        advice = "Mở ứng dụng trên máy và xem mạng tại nơi đặt máy."
        yield Remark("Chưa bật lần nào", "open", "device-tablet", advice)
    elif facts.silent:
        advice = "Gọi nơi đặt máy, xem điện và mạng. Đánh giá trên máy vẫn được giữ."
        yield Remark("Im lặng trong giờ làm việc", "rain", "device-tablet-off", advice)
    if facts.missing:
        advice = "Có đánh giá đã đánh số mà chưa tới. Nếu máy không còn đánh giá chờ gửi, dữ liệu trên máy đã bị xóa."
        yield Remark(f"Thiếu số thứ tự: {facts.missing}", "rain", "alert-circle", advice)
    if facts.held:
        advice = "Máy chủ chưa nhận các đánh giá này; xem lý do ở dưới. Bản sao đã được giữ."
        yield Remark(f"Chưa nhận: {facts.held}", "rain", "inbox", advice)
    if facts.clock_off is not None and abs(facts.clock_off) > CLOCK_OFF:
        advice = (
            "Đặt lại giờ và bật giờ tự động trên máy. Đánh giá vẫn được nhận, giờ được hiệu chỉnh."
        )
        yield Remark("Đồng hồ sai", "rain", "clock-exclamation", advice)
    if facts.waiting > MANY_WAITING:
        advice = "Xem mạng tại nơi đặt máy; máy tự gửi khi có mạng."
        yield Remark(f"Chờ gửi: {facts.waiting}", "rain", "upload", advice)
    if facts.outdated:
        advice = "Máy tự cập nhật khi có mạng và không có người dùng."
        yield Remark("Phiên bản cũ", "open", "refresh", advice)
