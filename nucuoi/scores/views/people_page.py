"""The page of a unit without units below: itself among its peers, and its people for its head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from nucuoi.foundation.names import given_name_key
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import OfficialRow
from nucuoi.scores import queries
from nucuoi.scores.queries import Fair, PeersRow, Warned
from nucuoi.scores.rules.windows import YEAR
from nucuoi.scores.views import choice, words
from nucuoi.scores.views.choice import LEVELS, Filter
from nucuoi.scores.views.opened import Opened, OpenedPage
from nucuoi.web import formats
from nucuoi.web.charts import LargeWhisker, Scale, Whisker
from nucuoi.web.components import Band, PrintHead


@dataclass(frozen=True)
class Person:
    """An official of the unit; `figure` None = not rated yet."""

    official: OfficialRow
    field: str
    figure: Fair | None
    band: Band
    whisker: Whisker | None
    why: str
    warned: Warned | None


@dataclass(frozen=True)
class Itself:
    """The unit's own figure among its peers."""

    figure: Fair
    group: PeersRow
    band: Band
    drawing: LargeWhisker | None
    why: str


@dataclass(frozen=True)
class PeoplePage(OpenedPage):
    """A unit and its people; `people` None = the reader does not head it, or in a quarter.

    Figures of people are computed over the rolling year alone.
    """

    itself: Itself | None
    people: Sequence[Person] | None
    scale: Scale

    @property
    def is_quarter(self) -> bool:
        """Whether the span has no figures of people."""
        return self.choice.window.span != YEAR

    @cached_property
    def filters(self) -> list[Filter]:
        """The span, where there is more than one to choose among."""
        spans = choice.spans(self.choice, self.unit.unit, self.opened.there)
        return [spans] if len(spans.links) > 1 else []

    @property
    def warned(self) -> list[Person]:
        """Those with an early warning."""
        return [one for one in self.people or () if one.warned]

    @property
    def board_url(self) -> str:
        """Where the counters are."""
        return reverse("scores:board", args=[self.unit.unit])

    @property
    def print_head(self) -> PrintHead:
        """The head of the printed page."""
        window = self.choice.window
        return PrintHead(
            unit=self.unit.name,
            parent=self.opened.parents,
            period=f"{window.name.capitalize()}; cây đơn vị ngày {formats.day(window.last)}",
            printed=self.opened.printed,
        )


def people_page(opened: Opened, *, seen: bool) -> PeoplePage:
    """The page of a unit; `seen`: whether the reader may see its people's figures."""
    window, unit = opened.choice.window, opened.unit.unit
    shown = seen and window.span == YEAR
    officials = organisation.officials_under(unit, window.last) if shown else []
    figures = queries.of_officials([one.code for one in officials])
    scale = words.scale_of(figure for figure, _ in figures.values())
    return PeoplePage(
        opened=opened,
        itself=_itself(opened),
        people=_people(officials, figures, scale, opened.today) if shown else None,
        scale=scale,
    )


def _itself(opened: Opened) -> Itself | None:
    """The territory the page is of, or whose service point it is."""
    way = (*opened.tree.ancestors(opened.unit.unit), opened.unit)
    hosts = [row for row in way if row.level in LEVELS]
    found = queries.of_units(hosts[-1].level, opened.choice.window.span) if hosts else None
    group, figures = found or (None, [])
    own = next((one for one in figures if one.key == hosts[-1].unit), None) if hosts else None
    if group is None or own is None:
        return None
    scale = Scale.for_shares([own.low, group.half[0]])
    drawn = words.whisker(hosts[-1].name, own, group.overall, scale)
    drawing = LargeWhisker(drawn, group.half, "mức chung của các đơn vị") if drawn else None
    return Itself(own, group, words.BANDS[own.verdict], drawing, words.why_unknown(own))


def _people(
    officials: Sequence[OfficialRow],
    figures: dict[str, tuple[Fair, PeersRow]],
    scale: Scale,
    today: date,
) -> list[Person]:
    warned = {one.official: one for one in queries.warnings([o.code for o in officials], today)}
    fields = {row.id: row.name for row in organisation.fields()}
    people = [
        _person(official, figures.get(official.code), fields, scale, warned.get(official.code))
        for official in officials
    ]
    return sorted(people, key=_by_band_and_name)


def _person(
    official: OfficialRow,
    found: tuple[Fair, PeersRow] | None,
    fields: dict[int, str],
    scale: Scale,
    warned: Warned | None,
) -> Person:
    if found is None:
        return Person(official, "", None, Band.UNKNOWN, None, "chưa có lượt đánh giá", warned)
    figure, group = found
    return Person(
        official=official,
        field=fields.get(group.field, ""),
        figure=figure,
        band=words.BANDS[figure.verdict],
        whisker=words.row(official.full_name, figure, group.overall, scale),
        why=words.why_unknown(figure),
        warned=warned,
    )


def _by_band_and_name(one: Person) -> tuple[int, object]:
    verdict = one.figure.verdict if one.figure else -9
    return -int(verdict), given_name_key(one.official.full_name)
