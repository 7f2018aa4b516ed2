"""Matters to settle: what is added up for each unit and month against how the matters stand."""

from collections import Counter
from collections.abc import Iterator

from nucuoi.fsck.reading import rows

Cell = tuple[int, str, str, int]
"""Month, unit, what is counted, and of days how many they are."""
_STANDINGS = """
    SELECT month, desk_unit, state, met, satisfied, reopened, answer_days, close_days, COUNT(*)
    FROM cases_casestanding WHERE month IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""
_CELLS = "SELECT month, desk_unit, what, number, count FROM cases_casetally ORDER BY 1, 2, 3, 4"


def sums() -> Iterator[str]:
    """Cells that differ, in order: first what is there, then what is missing."""
    expected = _expected()
    for *cell, count in rows(_CELLS):
        counted = expected.pop((cell[0], cell[1], cell[2], cell[3]), 0)
        if count != counted:
            yield f"{_named(*cell)} = {count}, đúng ra {counted}"
    for missing, counted in sorted(expected.items()):
        yield f"{_named(*missing)} không có, đúng ra {counted}"


def _expected() -> Counter[Cell]:
    found: Counter[Cell] = Counter()
    for month, unit, *standing, count in rows(_STANDINGS):
        for what, number in _counted(*standing):
            found[month, unit, what, number] += count
    return found


def _counted(
    state: str,
    met: bool | None,
    satisfied: bool | None,
    reopened: bool,
    answer_days: int | None,
    close_days: int | None,
) -> Iterator[tuple[str, int]]:
    """What one matter adds one to."""
    yield "came", 0
    if met is not None:
        yield "judged", 0
    if met:
        yield "on_time", 0
    if satisfied is not None:
        yield "heard", 0
    if satisfied:
        yield "satisfied", 0
    if reopened:
        yield "reopened", 0
    if state == "open":
        yield "waiting", 0
    if answer_days is not None:
        yield "answers", answer_days
    if close_days is not None:
        yield "closes", close_days


def _named(month: int, unit: str, what: str, number: int) -> str:
    days = f" sau {number} ngày" if what in ("answers", "closes") else ""
    return f"ô tháng {month}, đơn vị {unit}: {what}{days}"
