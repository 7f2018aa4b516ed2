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

HEAD = ("Case", "Database", "Figure", "Median", "Range", "Goal", "Met")
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


def write_docs(page: Path, cases: Sequence[Case], rows: Sequence[Row], note: str) -> None:
    """Puts the table, its note and what each case measures between the marks of the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    middle = "\n".join([BEGIN, note, "", *_markdown(rows), "", *_purposes(cases), END])
    page.write_text(before + middle + after, encoding="utf-8")


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


def _markdown(rows: Sequence[Row]) -> Iterator[str]:
    head, *lines = table(rows)
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for line in lines:
        yield f"| {' | '.join(line)} |"


def _purposes(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield f"- `{case.name}`: {case.purpose}"
