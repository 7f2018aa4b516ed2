"""What may come of a flag, and why ratings are taken out of the figures."""

from collections.abc import Mapping

from django.db.models import TextChoices


class Outcome(TextChoices):
    """What a person found who looked at a flag."""

    NOTHING = "nothing", "Không có gì bất thường"
    VISIT = "visit", "Cần kiểm tra tại chỗ"
    EXCLUDE = "exclude", "Đề nghị loại khỏi số liệu"


NEXT: Mapping[str, frozenset[str]] = {
    "": frozenset(Outcome.values),
    Outcome.VISIT: frozenset(Outcome.values),
    Outcome.NOTHING: frozenset(),
    Outcome.EXCLUDE: frozenset({Outcome.NOTHING, Outcome.VISIT, Outcome.EXCLUDE}),
}
"""Outcomes that may follow the newest one (empty = nobody has looked)."""


class Reason(TextChoices):
    """Why ratings are taken out; the word stands in their leaves."""

    TRIAL = "trial", "Bấm thử, bấm chơi trên máy"
    STUFFING = "stuffing", "Một người bấm nhiều lượt"
    AFTER_HOURS = "after_hours", "Bấm khi không có người dân"
    SABOTAGE = "sabotage", "Bấm phá để hạ điểm"
    TICKET = "ticket", "Mã mời không do người giao dịch dùng"


RESTORED = "restored"
"""The word in a leaf that takes a rating back in."""
MOST_RATINGS = 1_000
"""Most ratings of one set: bounds how long the log waits for its confirmation."""
