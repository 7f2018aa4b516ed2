"""A table that is written to a file: named columns, and rows that are read only once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: What stands at its head.
        width: About how many characters it shows.
    """

    title: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    r"""A table to be written.

    Attributes:
        name: Names the sheets, at most 24 characters without `[]:*?/\\`.
        columns: From left to right.
        rows: A cell for each column; may be made while they are written.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]

    @property
    def titles(self) -> list[str]:
        """The head of the table."""
        return [column.title for column in self.columns]
