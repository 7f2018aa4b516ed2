"""The page of units among their peers, as its template reads it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from nucuoi.documents.table import Column, Row, Table
from nucuoi.foundation import clock
from nucuoi.foundation.names import sort_key
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import Tree, UnitRow
from nucuoi.scores import queries
from nucuoi.scores.queries import Fair, PeersRow
from nucuoi.scores.queries.around import devices
from nucuoi.scores.rules.fairness import LEAST_RATINGS, Verdict
from nucuoi.scores.rules.windows import Window
from nucuoi.scores.views import choice, words
from nucuoi.scores.views.choice import Choice, Filter
from nucuoi.scores.views.opened import Opened, OpenedPage
from nucuoi.web import formats
from nucuoi.web.charts import Funnel, Point, Scale, Whisker
from nucuoi.web.components import Band, Link, PrintHead, ToDo

CHANCE = 0.05
"""Part of quite ordinary units that lie outside the 95 % band all the same."""
_COLUMNS = (
    Column("Mã đơn vị", 20),
    Column("Đơn vị", 30),
    Column("Trực thuộc", 26),
    Column("Nhóm", 18),
    Column("Hài lòng, %"),
    Column("Từ, %"),
    Column("Đến, %"),
    Column("Số lượt"),
    Column("Độ tin cậy"),
    Column("Độ phủ, %"),
    Column("Kênh mở"),
    Column("Phiếu giấy"),
    Column("Lượt đã loại"),
    Column("Hài lòng tính cả, %"),
)


@dataclass(frozen=True)
class Listed:
    """A unit in the table; `whisker` None and `why` where it has no figure or no band."""

    unit: UnitRow
    about: str
    url: str
    figure: Fair
    band: Band
    whisker: Whisker | None
    why: str


@dataclass(frozen=True)
class UnitsPage(OpenedPage):
    """Units below a unit under a choice.

    Attributes:
        listed: By band, then by name; never by share.
        filters: With their values.
        todo: Who needs help, and what does not answer; of a quarter that is over who needed it.
    """

    group: PeersRow | None
    listed: Sequence[Listed]
    scale: Scale
    filters: Sequence[Filter]
    levels: Sequence[Link]
    todo: Sequence[ToDo]
    silent: int
    is_over: bool

    @property
    def heading(self) -> str:
        """How many units of which level."""
        kind = "cấp xã" if self.choice.level == "commune" else "cấp huyện"
        return f"{formats.number(len(self.listed))} đơn vị {kind}, {self.choice.window.name}"

    @property
    def placed(self) -> int:
        """How many have a band."""
        return sum(row.band is not Band.UNKNOWN for row in self.listed)

    @property
    def by_chance(self) -> int:
        """About how many lie outside the 95 % band by chance alone."""
        return round(CHANCE * self.placed)

    @property
    def file_query(self) -> str:
        """The choice as the end of a file's address."""
        return self.choice.query.removesuffix("?")

    @cached_property
    def funnel(self) -> Funnel | None:
        """The units against chance; None when none has enough ratings."""
        points = [_point(row) for row in self.listed if row.figure.n >= LEAST_RATINGS]
        if self.group is None or not points:
            return None
        return Funnel(points, self.group.limits, self.group.overall, self.heading)

    @property
    def table(self) -> Table:
        """The same rows for a file; percents with one decimal."""
        return Table("Số liệu", _COLUMNS, (_cells(row) for row in self.listed))

    @property
    def print_head(self) -> PrintHead:
        """The head of the printed page, with what the filters say."""
        chosen = "; ".join(f"{one.name}: {one.value}" for one in self.filters)
        return PrintHead(
            unit=self.unit.name,
            parent=self.opened.parents,
            period=f"{chosen}; cây đơn vị ngày {formats.day(self.choice.window.last)}",
            printed=self.opened.printed,
        )


def units_page(opened: Opened) -> UnitsPage:
    """The page of a unit that has territories below."""
    tree, unit, chosen, today = opened.tree, opened.unit.unit, opened.choice, opened.today
    below = {row.unit: row for row in tree.subtree(unit) if row.unit != unit}
    found = queries.of_units(chosen.level, chosen.window.span, *chosen.numbers)
    group, figures = found or (None, [])
    own = [one for one in figures if one.key in below]
    scale = words.scale_of(own)
    listed = sorted(
        _listed(tree, below, own, group, scale, chosen),
        key=lambda row: (-row.figure.verdict, sort_key(row.unit.name)),
    )
    is_over = chosen.window.is_over(today)
    silent = 0 if is_over else _silent(unit, today)
    return UnitsPage(
        opened=opened,
        group=group,
        listed=listed,
        scale=scale,
        filters=choice.filters(chosen, unit, opened.there),
        levels=choice.levels(chosen, (row.level for row in below.values())),
        todo=[
            *_helped(listed),
            *_warned(below, chosen.window, today),
            *(() if is_over else _flagged(below, today)),
            *_not_heard(silent, unit),
        ],
        silent=silent,
        is_over=is_over,
    )


def _listed(
    tree: Tree,
    below: dict[str, UnitRow],
    figures: Sequence[Fair],
    group: PeersRow | None,
    scale: Scale,
    chosen: Choice,
) -> Iterator[Listed]:
    for figure in figures:
        row = below[figure.key]
        parents = tree.ancestors(row.unit)
        yield Listed(
            unit=row,
            about=parents[-1].name if len(parents) > 1 else "",
            url=choice.address(row.unit, chosen.window),
            figure=figure,
            band=words.BANDS[figure.verdict],
            whisker=words.row(row.name, figure, group.overall if group else 0.9, scale),
            why=words.why_unknown(figure),
        )


def _point(row: Listed) -> Point:
    figure = row.figure
    band = 0 if figure.verdict is Verdict.UNKNOWN else int(figure.verdict)
    said = f"{formats.percent(figure.adjusted)} trong {formats.number(figure.n)} lượt, {row.band.value[0].lower()}"
    return Point(row.unit.name, figure.n, figure.adjusted, band, row.url, said)


def _cells(row: Listed) -> Row:
    figure = row.figure
    shown = row.whisker is not None
    share = figure.answered.share
    return (
        row.unit.unit,
        row.unit.name,
        row.about,
        row.band.value[0],
        *(_percent(one) if shown else None for one in (figure.share, figure.low, figure.high)),
        figure.n,
        round(figure.reliability, 2) if shown else None,
        None if share is None else _percent(share),
        figure.open,
        figure.paper,
        figure.excluded,
        _percent(figure.whole_share) if shown and figure.whole_share is not None else None,
    )


def _percent(share: float) -> float:
    return round(share * 100, 1)


def _helped(listed: Sequence[Listed]) -> Iterator[ToDo]:
    for row in listed:
        if row.figure.verdict is Verdict.MUCH_LOWER:
            about = "Thấp hơn hẳn mức chung, vượt ngoài ngẫu nhiên. Nên đến xem và hướng dẫn."
            yield ToDo(row.unit.name, row.url, "trending-down", about)


def _warned(below: dict[str, UnitRow], window: Window, today: date) -> Iterator[ToDo]:
    """Units with early warnings, without names: those are for the official and her head."""
    warned = queries.warnings_of(window, today)
    on = window.last if window.is_over(today) else today
    posted = organisation.posted_at([one.official for one in warned], on)
    counts: dict[str, int] = {}
    for one in warned:
        unit = posted.get(one.official, "")
        if unit in below:
            host = below[unit].parent or unit
            counts[host] = counts.get(host, 0) + 1
    for unit, count in sorted(counts.items()):
        name = below[unit].name if unit in below else unit
        about = "Lãnh đạo đơn vị và cán bộ đã cùng nhận tin, để hỗ trợ."
        url = choice.address(unit, window)
        yield ToDo(f"{count} cảnh báo sớm tại {name}", url, "bell", about)


def _flagged(below: Collection[str], today: date) -> Iterator[ToDo]:
    waiting = queries.waiting(today, below)
    if waiting:
        about = "Phép đếm vượt ngưỡng, thường có lý do bình thường. Cần người xem."
        label = f"{formats.number(waiting)} dấu hiệu chờ xem"
        yield ToDo(label, reverse("scores:flags"), "flag", about)


def _not_heard(silent: int, unit: str) -> Iterator[ToDo]:
    if silent:
        about = "Quá 15 phút không có tín hiệu trong giờ làm việc. Xin xem máy có điện và có mạng không."
        url = reverse("scores:board", args=[unit])
        yield ToDo(f"{formats.number(silent)} ki-ốt im lặng", url, "device-tablet-off", about)


def _silent(unit: str, today: date) -> int:
    """Paired tablets that were not heard of lately; 0 outside opening hours."""
    if unit not in organisation.tree(today):
        return 0
    found = devices(queries.place(unit, today, today), clock.now())
    return len(found.silent) if found.is_open else 0
