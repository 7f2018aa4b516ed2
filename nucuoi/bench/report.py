"""What was measured, as a table for people and as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from nucuoi.bench.case import Case
from nucuoi.bench.machine import Machine
from nucuoi.bench.run import Row
from nucuoi.bench.stand import DATABASES

HEAD = ("Case", "Database", "Figure", "Median", "Range", "Goal", "Met")
WHEN = ("Case", "Database", "Measured by", "On", "Machine")
_BASES: Sequence[str] = DATABASES
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


def as_json(rows: Sequence[Row], machine: Machine, command: str, on: date) -> str:
    """Everything, every round included."""
    whole = {
        "command": command,
        "on": on.isoformat(),
        "machine": asdict(machine),
        "rows": [_plain(row) for row in rows],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def table(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """One line for each figure, under `HEAD`."""
    return [HEAD, *(_line(row) for row in rows)]


def write_docs(
    page: Path, cases: Sequence[Case], rows: Sequence[Row], by: tuple[str, str, str]
) -> None:
    """Puts what was measured between the marks of the page, in the place of what it replaces.

    Rows of other cases, or of the same case on the other database, stay.

    Args:
        cases: All there are, in their order.
        by: Command, day and machine.
    """
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    old, _, after = rest.partition(END)
    _, *figures = table(rows)
    runs = [(*run, *by) for run in dict.fromkeys((row.case, row.database) for row in rows)]
    order = [case.name for case in cases]
    middle = [
        BEGIN,
        *_markdown(HEAD, _merged(old, HEAD, figures, order)),
        "",
        *_markdown(WHEN, _merged(old, WHEN, runs, order)),
        "",
        *_purposes(cases),
        END,
    ]
    page.write_text(before + "\n".join(middle) + after, encoding="utf-8")


def shown(value: float) -> str:
    """Three digits that count, no more."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _plain(row: Row) -> dict[str, Any]:
    goal = row.goal
    return {
        "case": row.case,
        "database": row.database,
        "figure": row.figure.key,
        "text": row.figure.text,
        "unit": row.figure.unit,
        "values": row.values,
        "median": row.median,
        "low": min(row.values),
        "high": max(row.values),
        "goal": f"{goal.sign} {goal.bound:g}" if goal else None,
        "met": goal.met(row.median) if goal else None,
    }


def _line(row: Row) -> tuple[str, ...]:
    unit = f" {row.figure.unit}" if row.figure.unit else ""
    goal = row.goal
    return (
        row.case,
        row.database,
        row.figure.text,
        shown(row.median) + unit,
        f"{shown(min(row.values))}–{shown(max(row.values))}",
        f"{goal.sign} {goal.bound:g}" if goal else "",
        "" if goal is None else "yes" if goal.met(row.median) else "no",
    )


def _merged(
    old: str, head: Sequence[str], new: Sequence[tuple[str, ...]], order: Sequence[str]
) -> list[tuple[str, ...]]:
    """The lines of one table of the page, those of a case and database that are new taken out."""
    measured = {line[:2] for line in new}
    kept = [line for line in _read(old, head) if line[:2] not in measured and line[0] in order]
    return sorted([*kept, *new], key=lambda line: (order.index(line[0]), _BASES.index(line[1])))


def _read(old: str, head: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The lines of the table with this head; none when there is no such table."""
    _, _, rest = old.partition(_line_of(head) + "\n")
    for line in rest.partition("\n\n")[0].splitlines()[1:]:
        yield tuple(line[2:-2].split(" | "))


def _markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _line_of(head)
    yield f"|{'---|' * len(head)}"
    yield from map(_line_of, lines)


def _line_of(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _purposes(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield f"- `{case.name}`: {case.purpose}"
