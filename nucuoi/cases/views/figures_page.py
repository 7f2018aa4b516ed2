"""The page of the figures of matters, as its template reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.http import urlencode

from nucuoi.cases.queries.figures import sums_of
from nucuoi.cases.rules.figures import Sums, grouped, together
from nucuoi.cases.views.months import Month, Months, in_days
from nucuoi.documents.table import Column, Row, Table
from nucuoi.foundation import clock
from nucuoi.organisation.queries import Tree, UnitRow
from nucuoi.organisation.rules.words import Level
from nucuoi.web import formats
from nucuoi.web.components import Link, PrintHead

SPANS = (1, 3, 12)
"""Months that can be asked for, the present one included."""
USUAL = 12
LEAST_FOR_A_SHARE = 5
"""Under so many a share would say more than it knows: "3 trong 4" is written instead."""
_LEAST_MONTHS = 3
_COLUMNS = (
    Column("Mã đơn vị", 20),
    Column("Đơn vị", 30),
    Column("Nhận"),
    Column("Đang chờ"),
    Column("Quá hạn"),
    Column("Đã báo lãnh đạo đơn vị"),
    Column("Đã báo cấp trên"),
    Column("Đã báo cấp tỉnh"),
    Column("Có câu trả lời"),
    Column("Ngày làm việc đến câu trả lời đầu, trung vị"),
    Column("Đã khép"),
    Column("Ngày làm việc đến khi khép, trung vị"),
    Column("Đến hạn"),
    Column("Đúng hạn"),
    Column("Người dân cho biết"),
    Column("Hài lòng với câu trả lời"),
    Column("Đề nghị xem lại"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with its sums; `url` empty for the unit itself."""

    unit: str
    name: str
    url: str
    sums: Sums

    @property
    def answered(self) -> str:
        """Median to the first answer."""
        return in_days(self.sums.answer_days)

    @property
    def closed(self) -> str:
        """Median to the close."""
        return in_days(self.sums.close_days)

    @property
    def on_time(self) -> str:
        """Share answered in time, or counts where there are few."""
        return share(self.sums.counts.on_time, self.sums.counts.judged)

    @property
    def satisfied(self) -> str:
        """Share satisfied with the answer, or counts where there are few."""
        return share(self.sums.counts.satisfied, self.sums.counts.heard)

    @property
    def climbed(self) -> str:
        """Where the late ones wait, in words; empty when none is late."""
        counts = self.sums.counts
        levels = (
            (counts.head, "lãnh đạo đơn vị"),
            (counts.above, "cấp trên"),
            (counts.province, "cấp tỉnh"),
        )
        return ", ".join(f"{word} {formats.number(count)}" for count, word in levels if count)


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The figures of a unit and of what is below it.

    Attributes:
        whole: Of the unit with all below it.
        lines: Of the units below that have any matter, by name; only the unit itself at the lowest.
    """

    unit: UnitRow
    above: Sequence[Link]
    parent: str
    span: int
    spans: Sequence[Link]
    whole: Line
    lines: Sequence[Line]
    months: Months
    first: date
    printed: str

    @property
    def heading(self) -> str:
        """The first thing to know, in a sentence."""
        if self.whole.sums.answer_days is None:
            return "Chưa có phản ánh nào được trả lời"
        return f"Một nửa số phản ánh được trả lời trong {self.whole.answered} làm việc"

    @property
    def period(self) -> str:
        """From when to when."""
        return f"nhận từ {formats.day(self.first)}"

    @property
    def query(self) -> str:
        """The end of a file's address."""
        return "" if self.span == USUAL else f"?{urlencode({'thang': self.span})}"

    @property
    def table(self) -> Table:
        """The same rows for a file, the whole first."""
        lines = self.lines if self.lines and not self.lines[0].url else [self.whole, *self.lines]
        return Table("Phản ánh", _COLUMNS, (_cells(line) for line in lines))

    @property
    def print_head(self) -> PrintHead:
        """The head of the printed page."""
        return PrintHead(self.unit.name, self.parent, f"Phản ánh {self.period}", self.printed)


def figures_page(
    tree: Tree, unit: str, span: int, now: datetime, reader: str, readable: Sequence[UnitRow]
) -> FiguresPage:
    """Reads the page.

    Args:
        tree: Of today: matters of an ended unit are with its heir.
        unit: Identity of the unit.
        span: How many months, the present one included.
        now: The present instant.
        reader: Full name, for the printed head.
        readable: Units above whose pages the reader may open.
    """
    first = _months_back(clock.local(now).date(), span - 1)
    units = [row.unit for row in tree.subtree(unit)]
    found = sums_of(units, first, now)
    at = clock.local(now)
    return FiguresPage(
        unit=tree.unit(unit),
        above=[Link(row.name, _address(row.unit, span)) for row in readable],
        parent=", ".join(row.name for row in reversed(tree.ancestors(unit))),
        span=span,
        spans=[_span(unit, one, span) for one in SPANS],
        whole=Line(unit, tree.unit(unit).name, "", together(found.of_units.values())),
        lines=_lines(tree, unit, found.of_units, span),
        months=Months(
            [
                Month(f"{month % 100:02}/{month // 100}", sums)
                for month, sums in _by_month(first, at.date(), found.of_months)
            ],
            f"Phản ánh theo tháng, {tree.unit(unit).name}",
        ),
        first=first,
        printed=f"{formats.moment(at)} · {reader}",
    )


def share(part: int, whole: int) -> str:
    """A share in whole per cent with its n; counts where there are few; a dash for none."""
    if not whole:
        return formats.NOTHING
    if whole < LEAST_FOR_A_SHARE:
        return f"{part} trong {whole}"
    return f"{formats.percent(part / whole, 0)} của {formats.number(whole)}"


def _lines(tree: Tree, unit: str, found: Mapping[str, Sums], span: int) -> list[Line]:
    """Each unit directly below, and the unit's own desk; units without any matter are left out."""
    below = [row for row in tree.children(unit) if row.level != Level.SERVICE_POINT]
    home = {under.unit: row.unit for row in below for under in tree.subtree(row.unit)}
    by_unit = grouped(found, lambda one: home.get(one, unit))
    return [
        Line(
            row.unit,
            row.name,
            _address(row.unit, span) if row.unit != unit else "",
            by_unit[row.unit],
        )
        for row in (tree.unit(unit), *below)
        if row.unit in by_unit
    ]


def _by_month(first: date, last: date, found: Mapping[int, Sums]) -> list[tuple[int, Sums]]:
    """The months since the first matter, and at least the last three that were asked for."""
    by_month: dict[int, Sums] = {}
    month = first
    while month <= last:
        by_month[clock.month(month)] = Sums()
        month = _months_back(month, -1)
    by_month |= found
    months = sorted(by_month.items())
    begun = next((place for place, (_, sums) in enumerate(months) if sums.counts.came), len(months))
    return months[min(begun, max(len(months) - _LEAST_MONTHS, 0)) :]


def _months_back(on: date, months: int) -> date:
    """First day of the month so many months before; negative = after."""
    index = on.year * 12 + on.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def _span(unit: str, one: int, chosen: int) -> Link:
    label = "Tháng này" if one == 1 else f"{one} tháng"
    return Link(label, _address(unit, one), one == chosen)


def _address(unit: str, span: int) -> str:
    query = "" if span == USUAL else f"?{urlencode({'thang': span})}"
    return reverse("cases:figures", args=[unit]) + query


def _cells(line: Line) -> Row:
    sums, counts = line.sums, line.sums.counts
    return (
        line.unit,
        line.name,
        counts.came,
        counts.waiting,
        counts.late,
        counts.head,
        counts.above,
        counts.province,
        sums.answered,
        sums.answer_days,
        sums.closed,
        sums.close_days,
        counts.judged,
        counts.on_time,
        counts.heard,
        counts.satisfied,
        counts.reopened,
    )
