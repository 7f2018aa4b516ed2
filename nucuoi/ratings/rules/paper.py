"""Batches of paper sheets: their states, their control totals, and two people's readings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum

from nucuoi.foundation import clock
from nucuoi.foundation.clock import HO_CHI_MINH, Half
from nucuoi.foundation.errors import Conflict, Forbidden, Invalid

MOST_SHEETS = 100
OLDEST_DAYS = 92
LOWEST, HIGHEST = 1, 5
_USUAL_TIME = {Half.MORNING: time(10), Half.AFTERNOON: time(15)}


class Step(IntEnum):
    """Where a batch stands."""

    OPEN = 0
    KEYED = 1
    CHECKED = 2
    TAKEN_IN = 3
    REFUSED = 4


STEP_NAMES = {
    Step.OPEN: "đang nhập",
    Step.KEYED: "chờ người thứ hai đối chiếu",
    Step.CHECKED: "chờ đưa vào sổ",
    Step.TAKEN_IN: "đã vào sổ",
    Step.REFUSED: "đã trả lại",
}
MOVES: Mapping[Step, frozenset[Step]] = {
    Step.OPEN: frozenset({Step.KEYED, Step.REFUSED}),
    Step.KEYED: frozenset({Step.CHECKED, Step.REFUSED}),
    Step.CHECKED: frozenset({Step.TAKEN_IN, Step.REFUSED}),
    Step.TAKEN_IN: frozenset(),
    Step.REFUSED: frozenset(),
}
"""Legal moves; refusing a checked batch needs that none of its sheets has been taken in."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What two people read from the sheets of a batch, and what was settled.

    Attributes:
        first: Score by sheet number, as keyed.
        second: As keyed again by somebody else; may lack some.
        settled: As decided with the sheet in hand; only where the two differ.
    """

    first: Mapping[int, int]
    second: Mapping[int, int]
    settled: Mapping[int, int]

    @property
    def waiting(self) -> list[int]:
        """Sheets that nobody has read a second time."""
        return sorted(self.first.keys() - self.second.keys())

    @property
    def different(self) -> list[int]:
        """Sheets of which the two read different scores, settled or not."""
        return sorted(n for n, score in self.second.items() if score != self.first[n])

    @property
    def unsettled(self) -> list[int]:
        """Those nobody has decided yet."""
        return [number for number in self.different if number not in self.settled]

    @property
    def total(self) -> int:
        """Sum of the scores that hold."""
        return sum({**self.first, **self.settled}.values())


def check_move(now: Step, then: Step) -> None:
    """Whether a batch may go from one state to another.

    Raises:
        Conflict: If the table of moves does not say so.
    """
    if then not in MOVES[now]:
        raise Conflict(f"Lô phiếu này {STEP_NAMES[now]}. Xin tải lại trang.")


def check_batch(on: date, half: Half, sheets: int, score_sum: int, now: datetime) -> None:
    """Whether a batch may be opened with this day and these control totals.

    Raises:
        Invalid: Naming each wrong field.
    """
    wrong = {}
    today, half_now = clock.local(now).date(), clock.half_day(now)[1]
    if not 0 <= (today - on).days <= OLDEST_DAYS:
        wrong["on"] = f"Chỉ nhận phiếu của {OLDEST_DAYS} ngày qua."
    elif on == today and half > half_now:
        wrong["half"] = "Buổi chiều nay chưa tới."
    if not 1 <= sheets <= MOST_SHEETS:
        wrong["sheets"] = f"Mỗi lô có từ 1 đến {MOST_SHEETS} phiếu."
    elif not sheets * LOWEST <= score_sum <= sheets * HIGHEST:
        wrong["score_sum"] = f"Tổng điểm của {sheets} phiếu từ {sheets} đến {sheets * HIGHEST}."
    if wrong:
        raise Invalid(" ".join(wrong.values()), fields=wrong)


def check_totals(scores: Collection[int], sheets: int, score_sum: int) -> None:
    """Whether what was keyed agrees with the control totals.

    Raises:
        Conflict: Saying by how much it does not.
    """
    if len(scores) != sheets:
        raise Conflict(f"Đã nhập {len(scores)} phiếu, số kiểm soát là {sheets}.")
    if sum(scores) != score_sum:
        raise Conflict(
            f"Tổng điểm đã nhập là {sum(scores)}, số kiểm soát là {score_sum}. "
            "Xin dò lại từng phiếu."
        )


def check_second_person(username: str, first: Collection[str]) -> None:
    """Whether somebody may check what others have keyed.

    Raises:
        Forbidden: If she keyed any of it, or counted the control totals.
    """
    if username in first:
        raise Forbidden("Lô này do anh/chị nhập. Xin để một người khác đối chiếu.")


def check_readings(readings: Readings, score_sum: int) -> None:
    """Whether a batch can be confirmed by the second person.

    Raises:
        Conflict: If sheets wait or differ, or their sum is not the control total.
    """
    if readings.waiting:
        raise Conflict(f"Còn {len(readings.waiting)} phiếu chưa đối chiếu.")
    if readings.unsettled:
        raise Conflict(f"Còn {len(readings.unsettled)} phiếu lệch chưa định điểm đúng.")
    if readings.total != score_sum:
        raise Conflict(
            f"Sau đối chiếu, tổng điểm là {readings.total}, số kiểm soát là {score_sum}. "
            "Xin trả lại lô này và nhập lại."
        )


def rated_at(on: date, half: Half, made_at: datetime) -> datetime:
    """When a sheet counts as filled in: inside its half-day, never after the batch was opened."""
    return min(datetime.combine(on, _USUAL_TIME[half], HO_CHI_MINH), made_at)
