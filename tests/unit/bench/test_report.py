"""What `nucuoi bench` writes down of its rounds."""

import json
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from nucuoi.bench import report
from nucuoi.bench.case import Case, Figure, at_least
from nucuoi.bench.machine import this_machine
from nucuoi.bench.run import Row

RATIO = Figure("ratio", "one by the other", "", at_least(0.25, 0.18))
TIME = Figure("time", "taken", "ms")
ROWS = [
    Row("case", "sqlite", RATIO, (0.2, 0.3, 0.24)),
    Row("case", "postgresql", RATIO, (0.2, 0.3, 0.24)),
    Row("case", "sqlite", TIME, (1234.5, 1000.0, 2000.0)),
]
CASE = Case("case", "What it measures.", (RATIO, TIME), lambda _: nullcontext(lambda _: {}))

BY = ("`nucuoi bench`", "2026-11-28", "a machine")


def test_median_range_and_goal_stand_in_the_table() -> None:
    """The median decides whether the goal of that very database is met."""
    head, sqlite, postgresql, time = report.table(ROWS)

    assert head == report.HEAD
    assert sqlite[3:] == ("0.24", "0.2–0.3", "≥ 0.25", "no")
    assert postgresql[3:] == ("0.24", "0.2–0.3", "≥ 0.18", "yes")
    assert time[3:] == ("1,234 ms", "1,000–2,000", "", "")


def test_the_json_holds_every_round() -> None:
    """Nothing is lost: all values, the machine, and the command that makes them again."""
    written = json.loads(report.as_json(ROWS, this_machine(), "nucuoi bench", date(2026, 11, 28)))

    assert written["command"] == "nucuoi bench"
    assert written["machine"]["cores"] >= 1
    assert written["rows"][0]["values"] == [0.2, 0.3, 0.24]
    assert [row["met"] for row in written["rows"]] == [False, True, None]


def test_the_page_keeps_what_is_outside_the_marks(tmp_path: Path) -> None:
    """Only what stands between the marks is replaced, and again by a second run."""
    page = tmp_path / "figures.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")

    for _ in range(2):
        report.write_docs(page, [CASE], ROWS, BY)
    text = page.read_text(encoding="utf-8")

    assert text.startswith(f"before\n{report.BEGIN}\n| Case |")
    assert text.endswith(f"- `case`: What it measures.\n{report.END}\nafter\n")
    assert "old" not in text
    assert text.count("| case | sqlite | one by the other | 0.24 |") == 1
    assert text.count("| case | sqlite | `nucuoi bench` | 2026-11-28 | a machine |") == 1


def test_a_run_of_one_case_replaces_its_rows_only(tmp_path: Path) -> None:
    """Other cases, and the same case on the other database, stay with when they were measured."""
    page = tmp_path / "figures.md"
    page.write_text(f"{report.BEGIN}\n{report.END}\n", encoding="utf-8")
    other = Case("other", "Something else.", (TIME,), CASE.opened)
    again = ("`nucuoi bench case --database sqlite`", "2026-11-29", "another")
    cases = [other, CASE]

    report.write_docs(page, cases, [*ROWS, Row("other", "sqlite", TIME, (7.0,))], BY)
    report.write_docs(page, cases, [Row("case", "sqlite", TIME, (5.0, 6.0))], again)
    lines = page.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("| ")] == [
        "| Case | Database | Figure | Median | Range | Goal | Met |",
        "| other | sqlite | taken | 7 ms | 7–7 |  |  |",
        "| case | sqlite | taken | 5.5 ms | 5–6 |  |  |",
        "| case | postgresql | one by the other | 0.24 | 0.2–0.3 | ≥ 0.18 | yes |",
        "| Case | Database | Measured by | On | Machine |",
        "| other | sqlite | `nucuoi bench` | 2026-11-28 | a machine |",
        "| case | sqlite | `nucuoi bench case --database sqlite` | 2026-11-29 | another |",
        "| case | postgresql | `nucuoi bench` | 2026-11-28 | a machine |",
    ]
