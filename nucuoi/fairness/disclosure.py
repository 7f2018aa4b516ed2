"""What of a table of counts may be published: small cells, solvable cells, small differences.

A figure is a cell, the sum of a row or column, or the whole. (Cox 1980, JASA 75:377, for
complementary suppression; the differencing rule is ours, docs/explanation/figures.md.)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from nucuoi.fairness import counts
from nucuoi.fairness.errors import Unusable

SMALL = 5
"""Counts from 1 to 4 are hidden; a figure moves by 0 or by at least 5; a hidden one could be any of
at least 6 numbers that lie next to each other."""
_MOST = 4 * SMALL
"""By so much may a hidden figure grow when it is asked how open others are."""

Figures = tuple[tuple[int | None, ...], ...]
Integers = NDArray[np.int64]
Places = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Table:
    """A released table; None = hidden.

    Attributes:
        cells: r × c counts.
        rows: Sums of the r rows.
        columns: Sums of the c columns.
        total: The whole.
        past: For each figure of (r + 1) × (c + 1) every number it was ever published with.
    """

    cells: Figures
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None
    past: tuple[tuple[frozenset[int], ...], ...] = field(repr=False)

    @property
    def figures(self) -> Figures:
        """Cells with the sums as a last column and row, (r + 1) × (c + 1)."""
        framed = [(*cells, total) for cells, total in zip(self.cells, self.rows, strict=True)]
        return (*framed, (*self.columns, self.total))


def release(table: ArrayLike, previous: Table | None = None) -> Table:
    """The table as it may be published after `previous`; the same always gives the same.

    Hidden are counts from 1 to 4, and as much more as is needed so that sums leave each hidden one
    open over a width of 5. A figure that moved by 1 to 4 since it was last or ever published keeps
    its old number, or stays hidden.

    Args:
        table: r × c counts of the same groups, in the same order, as in `previous`.

    Raises:
        Unusable: If it is no table of counts, or of another shape than `previous`.
    """
    true = _framed(table)
    past = _past_of(previous, true.shape)
    hidden = (true > 0) & (true < SMALL)
    shown = np.where(_moved_enough(true, past), true, _last(previous, true.shape))
    hidden |= shown < 0
    _protect(true, hidden)
    return _table(shown, hidden, past)


def widths(true: Integers, hidden: Places) -> Integers:
    """How far each hidden figure is left open by the others; -1 where it is not hidden.

    Sums must hold, nothing is negative, and nothing grows by more than 20.
    """
    result = np.full(true.shape, -1, dtype=np.int64)
    for place in np.argwhere(hidden):
        at = (int(place[0]), int(place[1]))
        result[at] = _width(true, hidden, at)
    return result


def _framed(table: ArrayLike) -> Integers:
    cells = counts.trials(table, "table")
    if cells.ndim != 2 or not cells.size:
        raise Unusable("table: rows and columns are wanted")
    with_rows = np.hstack([cells, cells.sum(axis=1, keepdims=True)])
    return np.vstack([with_rows, with_rows.sum(axis=0, keepdims=True)]).astype(np.int64)


def _past_of(previous: Table | None, shape: tuple[int, ...]) -> list[list[frozenset[int]]]:
    if previous is None:
        return [[frozenset()] * shape[1] for _ in range(shape[0])]
    if (len(previous.past), len(previous.past[0])) != shape:
        raise Unusable("table: another shape than the one before")
    return [list(row) for row in previous.past]


def _last(previous: Table | None, shape: tuple[int, ...]) -> Integers:
    """What was shown last; -1 = nothing."""
    if previous is None:
        return np.full(shape, -1, dtype=np.int64)
    return np.array(
        [[-1 if one is None else one for one in row] for row in previous.figures], dtype=np.int64
    )


def _moved_enough(true: Integers, past: list[list[frozenset[int]]]) -> Places:
    return np.array(
        [
            [all(now == then or abs(now - then) >= SMALL for then in ever) for now, ever in pairs]
            for pairs in (
                zip(row, known, strict=True) for row, known in zip(true, past, strict=True)
            )
        ]
    )


def _protect(true: Integers, hidden: Places) -> None:
    """Hides more, a figure at a time and the smallest that helps first, until all are open enough.

    What is open enough stays so whatever else is hidden: it is looked at only once.
    """
    enough: set[tuple[int, int]] = set()
    while (weak := _weakest(true, hidden, enough)) is not None:
        row, column = weak
        beside = [(row, other) for other in range(true.shape[1])]
        above = [(other, column) for other in range(true.shape[0])]
        around = [place for place in (*beside, *above) if not hidden[place]]
        others = around or [(int(r), int(c)) for r, c in np.argwhere(~hidden)]
        hidden[min(others, key=lambda place: (true[place] == 0, true[place], place))] = True


def _weakest(
    true: Integers, hidden: Places, enough: set[tuple[int, int]]
) -> tuple[int, int] | None:
    """The first hidden figure that is not open enough while something could still be hidden.

    Those that are found to be are added to `enough`.
    """
    if hidden.all():
        return None
    for at in _hidden_places(hidden):
        if at not in enough:
            if not _trades(true, hidden, at) and _width(true, hidden, at) < SMALL:
                return at
            enough.add(at)
    return None


def _trades(true: Integers, hidden: Places, at: tuple[int, int]) -> bool:
    """Whether a rectangle of four hidden figures alone opens one enough: spares the network.

    Along a line figures move against each other, but with its sum together.
    """
    row, column = at
    last_row, last_column = true.shape[0] - 1, true.shape[1] - 1
    for other in np.flatnonzero(hidden[:, column]):
        for beside in np.flatnonzero(hidden[row] & hidden[other]):
            if other == row or beside == column:
                continue
            together = last_column in (column, beside), last_row in (row, other)
            falling, rising = [int(true[at])], [_MOST]
            (falling if together[0] else rising).append(int(true[row, beside]))
            (falling if together[1] else rising).append(int(true[other, column]))
            (falling if together[0] == together[1] else rising).append(int(true[other, beside]))
            if min(falling) + min(rising) >= SMALL:
                return True
    return False


def _hidden_places(hidden: Places) -> Iterator[tuple[int, int]]:
    return ((int(row), int(column)) for row, column in np.argwhere(hidden))


def _width(true: Integers, hidden: Places, at: tuple[int, int]) -> int:
    """How much may be added to a figure and how much taken away, the others making up for it.

    Rows and columns, their sums among them, are the places of a network and hidden figures its
    ways: what one figure gains must flow back through the others, so that every sum stays.
    """
    ways = np.zeros((sum(true.shape),) * 2, dtype=np.int32)
    for place in _hidden_places(hidden):
        if place != at:
            start, end = _way(place, true.shape)
            ways[start, end], ways[end, start] = _MOST, true[place]
    start, end = _way(at, true.shape)
    network = csr_array(ways)
    more = maximum_flow(network, end, start).flow_value
    less = maximum_flow(network, start, end).flow_value
    return int(min(_MOST, more) + min(true[at], less))


def _way(place: tuple[int, int], shape: tuple[int, ...]) -> tuple[int, int]:
    """Where a figure leads from and to: a cell and the whole from row to column, sums the other way.

    What is added to its parts is added to a sum, so that parts and sum balance in their line.
    """
    row, column = place
    ends = row, shape[0] + column
    is_sum = (row == shape[0] - 1) != (column == shape[1] - 1)
    return (ends[1], ends[0]) if is_sum else ends


def _table(shown: Integers, hidden: Places, past: list[list[frozenset[int]]]) -> Table:
    figures = [
        [None if hidden[r, c] else int(shown[r, c]) for c in range(shown.shape[1])]
        for r in range(shown.shape[0])
    ]
    ever = tuple(
        tuple(known if now is None else known | {now} for now, known in zip(row, kept, strict=True))
        for row, kept in zip(figures, past, strict=True)
    )
    return Table(
        cells=tuple(tuple(row[:-1]) for row in figures[:-1]),
        rows=tuple(row[-1] for row in figures[:-1]),
        columns=tuple(figures[-1][:-1]),
        total=figures[-1][-1],
        past=ever,
    )
