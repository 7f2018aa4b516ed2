"""Matters as pages show them: headings, clocks, masks, timelines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nucuoi.cases.queries.history import MoveRow, StandingRow
from nucuoi.cases.queries.inbox import Row
from nucuoi.cases.rules import clocks
from nucuoi.cases.rules.clocks import Nearness
from nucuoi.cases.rules.topics import name_of
from nucuoi.cases.rules.words import Act, Kind, Level, State
from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.web.components import Clock, Event, Step

_MASKED = re.compile("•+")
_CLOCKS = {Nearness.CALM: Clock.CALM, Nearness.SOON: Clock.SOON, Nearness.LATE: Clock.LATE}
_LEVELS = {
    Level.HEAD: "lãnh đạo đơn vị",
    Level.ABOVE: "lãnh đạo cấp trên trực tiếp",
    Level.PROVINCE: "kiểm soát thủ tục hành chính của tỉnh",
}
_HALVES = {Half.MORNING: "Sáng", Half.AFTERNOON: "Chiều"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A clock with its words."""

    clock: Clock
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the inbox as it is shown; `chip` None = no clock runs."""

    row: Row
    chip: Chip | None

    @property
    def number(self) -> str:
        """How a matter is called: PA-2026-412."""
        return f"PA-{clock.local(self.row.opened_at).year}-{self.row.case}"

    @property
    def title(self) -> str:
        """What it is about."""
        of_kind = self.row.kind == Kind.SUPPORT or (self.is_breach and not self.row.topic)
        return self.row.kind.label if of_kind else name_of(self.row.topic)

    @property
    def is_breach(self) -> bool:
        """Whether it points to a breach."""
        return self.row.kind == Kind.ALLEGATION

    @property
    def instead(self) -> str:
        """What stands where there is no remark."""
        if self.row.kind == Kind.SUPPORT:
            return "Số lượt chưa hài lòng của một cán bộ tăng"
        return "Chỉ đánh dấu, không có lời nhắn" if self.is_breach else "Không có lời nhắn"

    @property
    def when(self) -> str:
        """Half-day of the visit: never closer; of an early warning its week."""
        if self.row.kind == Kind.SUPPORT:
            return f"Tuần đến {clock.day_of(self.row.day):%d/%m/%Y}"
        return f"{_HALVES[Half(self.row.half)]} {clock.day_of(self.row.day):%d/%m/%Y}"

    @property
    def masked(self) -> SafeString:
        """The remark with its masks hatched, said by screen readers in words."""
        return mask(self.row.text)


def mask(text: str) -> SafeString:
    """Text with hatched masks."""
    parts: list[SafeString] = []
    end = 0
    for found in _MASKED.finditer(text):
        parts.append(format_html("{}", text[end : found.start()]))
        parts.append(
            format_html(
                '<span class="mask"><span aria-hidden="true">{}</span>'
                '<span class="sr">(đã che)</span></span>',
                found.group(),
            )
        )
        end = found.end()
    parts.append(format_html("{}", text[end:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def shown(row: Row, now: datetime, swapped: Mapping[date, bool]) -> Shown:
    """A row with its clock."""
    running = row.state in (State.OPEN, State.HEARING)
    return Shown(row, chip_of(row.due_at, now, swapped) if running else None)


def chip_of(due: datetime | None, now: datetime, swapped: Mapping[date, bool]) -> Chip | None:
    """The clock of a deadline; None without one."""
    if due is None:
        return None
    left = clocks.left(due, now, swapped)
    return Chip(_CLOCKS[left.nearness], left.words)


def timeline(
    row: Row, moves: list[MoveRow], standing: StandingRow, places: Mapping[str, str]
) -> list[Event]:
    """What happened, oldest first, and what comes next."""
    begun = "Số liệu tuần báo sớm" if row.kind == Kind.SUPPORT else "Người dân gửi"
    said = Event(begun, Shown(row, None).when)
    done = [_event(move, places) for move in moves]
    return [said, *done, *_next(standing)]


def _event(move: MoveRow, places: Mapping[str, str]) -> Event:
    at = f"{clock.local(move.at):%H:%M %d/%m/%Y}"
    return Event(_label(move, places), " · ".join(filter(None, (at, move.who, move.text))))


def _label(move: MoveRow, places: Mapping[str, str]) -> str:
    match move.act:
        case Act.ASSIGNED:
            return f"Giao {move.owner}"
        case Act.NAMED:
            return f"Ghi người được nhắc đến: {move.named}"
        case Act.CLIMBED:
            return f"Quá hạn, báo {_LEVELS[move.level]}"
        case Act.PASSED_ON:
            return f"Chuyển {places.get(move.desk_unit, 'nơi xử lý mới')}"
        case _:
            return move.act.label


def _next(standing: StandingRow) -> list[Event]:
    if standing.due_at is None or standing.state not in (State.OPEN, State.HEARING):
        return []
    late = clock.now() > standing.due_at
    until = f"{clock.local(standing.due_at):%H:%M %d/%m/%Y}"
    return [Event("Hạn xử lý", until, Step.LATE if late else Step.NOW)]
