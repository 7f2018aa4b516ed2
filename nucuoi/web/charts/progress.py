"""Progress: how much of a countable task is done, always with the digits beside the bar."""

from dataclasses import dataclass
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.place import at


@dataclass(frozen=True)
class Progress:
    """`done` of `total`, 0 <= done <= total; `title` names the task."""

    done: int
    total: int
    title: str

    template: ClassVar[str] = "web/charts/_progress.html"

    @property
    def width(self) -> str:
        """Length of the filled part."""
        return at(self.done / self.total if self.total else 0)

    @property
    def words(self) -> str:
        """The digits beside the bar: 7/8."""
        return f"{formats.number(self.done)}/{formats.number(self.total)}"

    @property
    def label(self) -> str:
        """The bar in a sentence."""
        return f"{self.title}: {formats.number(self.done)} trên {formats.number(self.total)}."
