"""Release of tables: nothing small, nothing solvable, no small difference, over whole histories."""

import os
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from nucuoi.fairness.disclosure import SMALL, Table, release, widths
from nucuoi.fairness.errors import Unusable

CELL = st.one_of(st.integers(0, 9), st.integers(10, 200))


@st.composite
def histories(draw: st.DrawFn) -> list[np.ndarray]:
    """Tables of one shape that grow, and now and then lose what was erased."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    cells = st.lists(CELL, min_size=rows * columns, max_size=rows * columns)
    moves = st.lists(st.integers(-3, 9), min_size=rows * columns, max_size=rows * columns)
    tables = [np.array(draw(cells)).reshape(rows, columns)]
    for _ in range(draw(st.integers(0, 4))):
        step = np.array(draw(moves)).reshape(rows, columns)
        tables.append(np.maximum(tables[-1] + step, 0))
    return tables


def _releases(tables: list[np.ndarray]) -> list[Table]:
    released: list[Table] = []
    for table in tables:
        released.append(release(table, released[-1] if released else None))
    return released


def _framed(table: np.ndarray) -> np.ndarray:
    wide = np.hstack([table, table.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])


def _check(tables: list[np.ndarray]) -> None:
    released = _releases(tables)
    for table, one in zip(tables, released, strict=True):
        hidden = np.array([[figure is None for figure in row] for row in one.figures])
        assert not any(figure in range(1, SMALL) for row in one.figures for figure in row)
        open_to = widths(_framed(table), hidden)
        assert hidden.all() or np.all(open_to[hidden] >= SMALL)
    rows, columns = tables[0].shape
    for row, column in product(range(rows + 1), range(columns + 1)):
        ever = [one.figures[row][column] for one in released]
        shown = sorted({figure for figure in ever if figure is not None})
        assert all(high - low >= SMALL for low, high in pairwise(shown))


@settings(deadline=None, max_examples=40)
@given(histories())
def test_no_history_gives_anything_away(tables: list[np.ndarray]) -> None:
    """Of any two releases no figure differs by 1 to 4; no count from 1 to 4; every hidden one is open."""
    _check(tables)


@pytest.mark.long
def test_ten_thousand_histories_give_nothing_away() -> None:
    """The same over 10,000 random histories of one seed."""
    random = np.random.default_rng(20210601)
    for _ in range(int(os.environ.get("NUCUOI_TEST_HISTORIES", "10000"))):
        shape = tuple(random.integers(1, 5, 2))
        tables = [random.integers(0, random.choice([6, 20, 200]), shape)]
        for _ in range(random.integers(0, 5)):
            tables.append(np.maximum(tables[-1] + random.integers(-3, 9, shape), 0))
        _check(tables)


def _width_by_programme(true: np.ndarray, hidden: np.ndarray, at: int) -> int:
    """The bounds of a linear programme over the hidden figures, of which one is looked at."""
    places, shape = np.argwhere(hidden), true.shape
    lines = np.zeros((sum(shape), len(places)))
    for number, (row, column) in enumerate(places):
        lines[row, number] = -1 if column == shape[1] - 1 else 1
        lines[shape[0] + column, number] = -1 if row == shape[0] - 1 else 1
    room = [(-true[tuple(place)], 4 * SMALL) for place in places]
    goal = np.eye(len(places))[at]
    least, most = (
        linprog(sign * goal, A_eq=lines, b_eq=np.zeros(len(lines)), bounds=room) for sign in (1, -1)
    )
    width: int = round(-most.fun - least.fun)
    return width


def test_widths_are_those_of_a_linear_programme() -> None:
    """The network says the same as the programme of which it is a special case."""
    random = np.random.default_rng(5)
    for _ in range(8):
        true = _framed(random.integers(0, 12, random.integers(1, 5, 2)))
        hidden = random.random(true.shape) < random.choice([0.3, 0.6, 0.9])
        places = np.argwhere(hidden)
        right = [_width_by_programme(true, hidden, at) for at in range(len(places))]

        assert [widths(true, hidden)[tuple(place)] for place in places] == right


def test_a_table_without_small_cells_is_shown_whole() -> None:
    """Nothing is hidden where nothing need be; zero is no secret."""
    found = release([[10, 0, 7], [5, 60, 9]])

    assert found.cells == ((10, 0, 7), (5, 60, 9))
    assert (found.rows, found.columns, found.total) == ((17, 74), (15, 60, 16), 91)


def test_a_small_cell_takes_company() -> None:
    """The 3 cannot be had from the sums: something beside it and something above it are hidden too."""
    found = release([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    hidden = [
        (r, c) for r, row in enumerate(found.figures) for c, one in enumerate(row) if one is None
    ]

    assert (0, 0) in hidden
    assert len([place for place in hidden if place[0] == 0]) >= 2
    assert len([place for place in hidden if place[1] == 0]) >= 2


@pytest.mark.parametrize(
    ("now", "shown"), [(31, 31), (33, 31), (35, 31), (36, 36), (29, 31), (26, 26)]
)
def test_small_moves_wait(now: int, shown: int) -> None:
    """31 was published: it stays until the count has moved by five, up or down."""
    before = release([[31, 50]])

    assert release([[now, 50]], before).cells[0][0] == shown


def test_an_older_release_counts_too() -> None:
    """31, then 36, then 33: three from the first and from the second, so 36 stays."""
    history = _releases([np.array([[31, 50]]), np.array([[36, 50]]), np.array([[33, 50]])])

    assert [one.cells[0][0] for one in history] == [31, 36, 36]


@pytest.mark.parametrize("table", [[1, 2], [], [[]], [[-1]], [[float("nan")]], [["a"]], [[1.5]]])
def test_what_is_no_table_is_refused(table: object) -> None:
    """One dimension, nothing, negative, NaN, text, broken numbers: refused with the reason."""
    with pytest.raises(Unusable):
        release(table)  # type: ignore[arg-type]  # what is refused


def test_another_shape_is_refused() -> None:
    """A table of other groups cannot follow."""
    with pytest.raises(Unusable):
        release([[10]], release([[10, 20]]))
