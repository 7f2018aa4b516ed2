"""A page of fair figures as it was opened: of which unit, under which tree, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nucuoi.foundation import clock
from nucuoi.organisation.queries import Tree, UnitRow
from nucuoi.scores.views import choice
from nucuoi.scores.views.choice import Choice, Times
from nucuoi.scores.views.past import Past
from nucuoi.web import formats
from nucuoi.web.components import Link


@dataclass(frozen=True, slots=True)
class Opened:
    """What the pages of units and of people have in common.

    Attributes:
        unit: In the tree.
        tree: Of the chosen span.
        there: All spans that can be opened.
        reader: Full name of who reads it.
        above: Units above that the reader may open.
        past: What the unit was before, and what became of it.
    """

    unit: UnitRow
    choice: Choice
    tree: Tree
    there: Times
    today: date
    reader: str
    above: Sequence[UnitRow]
    past: Past

    @property
    def crumbs(self) -> list[Link]:
        """The way up, under the tree of the same span."""
        return [Link(row.name, choice.address(row.unit, self.choice.window)) for row in self.above]

    @property
    def parents(self) -> str:
        """The names above, the nearest first, for the printed head."""
        return ", ".join(row.name for row in reversed(self.tree.ancestors(self.unit.unit)))

    @property
    def printed(self) -> str:
        """When and by whom it is printed."""
        at = clock.local(clock.now())
        return f"{formats.day(at)} {formats.clock(at)} · {self.reader}"


@dataclass(frozen=True)
class OpenedPage:
    """A page over it."""

    opened: Opened

    @property
    def unit(self) -> UnitRow:
        """The unit in the tree of the span."""
        return self.opened.unit

    @property
    def choice(self) -> Choice:
        """What is shown."""
        return self.opened.choice

    @property
    def past(self) -> Past:
        """What the unit was before, and what became of it."""
        return self.opened.past
