"""Counts of visits at one counter on one day, and which can be right."""

import re
from dataclasses import astuple, dataclass
from datetime import date

from nucuoi.foundation.errors import Invalid

KINDS = {
    "submitted": "Nộp",
    "supplemented": "Bổ sung",
    "collected": "Trả",
    "online": "Trực tuyến",
}
"""The four counts and what they are called on screen."""
MOST = 9_999
"""More visits than any counter has in a day: a bigger number is a slip of the finger."""
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Counts:
    """Visits of one counter on one day.

    Attributes:
        submitted: Dossiers handed in.
        supplemented: Dossiers completed.
        collected: Results handed out.
        online: Dossiers that came without a visit; never part of coverage.
    """

    submitted: int = 0
    supplemented: int = 0
    collected: int = 0
    online: int = 0

    @property
    def in_person(self) -> int:
        """What ratings are held against."""
        return self.submitted + self.supplemented + self.collected

    @property
    def words(self) -> str:
        """For sentences: `nộp 12, bổ sung 0, trả 3, trực tuyến 1`."""
        pairs = zip(KINDS.values(), astuple(self), strict=True)
        return ", ".join(f"{label.lower()} {number}" for label, number in pairs)


def read_count(text: str) -> int:
    """A count as people write it: `12`, or `1.200` with a point between thousands.

    Raises:
        Invalid: Unless it is a whole number from 0 to 9.999.
    """
    written = text.strip()
    plain = written.replace(".", "") if _THOUSANDS.fullmatch(written) else written
    if not _NUMBER.fullmatch(plain):
        raise Invalid("Xin ghi một số nguyên, ví dụ 12.")
    if plain.startswith("-") and plain.strip("-0"):
        raise Invalid("Số lượt không thể âm.")
    digits = plain.lstrip("+-0") or "0"
    if len(digits) > len(str(MOST)):
        raise Invalid("Số lượt trong một ngày tối đa 9.999. Xin kiểm tra lại.")
    return int(digits)


def check_counts(counts: Counts) -> None:
    """Raises Invalid unless each count is from 0 to 9.999."""
    for kind, number in zip(KINDS, astuple(counts), strict=True):
        if not 0 <= number <= MOST:
            sentence = "Số lượt phải từ 0 đến 9.999."
            raise Invalid(sentence, fields={kind: sentence})


def check_day(on: date, *, today: date, opened: date, closed: date | None) -> None:
    """Whether a counter can have had visits on a day.

    Args:
        on: The day of the visits.
        today: No visits are keyed for later days.
        opened: First day of the counter.
        closed: First day on which it was closed; None = open.

    Raises:
        Invalid: With the reason.
    """
    if on > today:
        raise Invalid(f"Ngày {on:%d/%m/%Y} chưa tới.")
    if on < opened:
        raise Invalid(f"Ngày {on:%d/%m/%Y} quầy chưa mở (mở từ {opened:%d/%m/%Y}).")
    if closed is not None and on >= closed:
        raise Invalid(f"Ngày {on:%d/%m/%Y} quầy đã ngừng (từ {closed:%d/%m/%Y}).")
