"""`nucuoi bench` as the person at the terminal asks for it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nucuoi.bench import report
from nucuoi.bench.case import Case
from nucuoi.bench.cases import CASES
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.machine import this_machine
from nucuoi.bench.run import measure
from nucuoi.bench.stand import DATABASES, Database
from nucuoi.foundation import clock

PAGE = Path("docs/reference/figures.md")
SIZE = 200_000
"""Ratings in the installations that cases fill."""
_BAR = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nucuoi bench`."""
    names = [case.name for case in CASES]
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"phép đo: {', '.join(names)}")
    parser.add_argument("--rounds", type=int, default=5, help="số vòng (mặc định 5)")
    parser.add_argument("--database", choices=DATABASES, help="mặc định: lần lượt cả hai")
    parser.add_argument(
        "--size", type=int, default=SIZE, help=f"số lượt đánh giá (mặc định {SIZE})"
    )
    keeping = ", ".join(case.name for case in CASES if case.keeps)
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="DIR",
        help=f"giữ nơi đo của {keeping} trong thư mục này, lần sau dùng lại",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="ghi mọi số đo vào tệp JSON")
    parser.add_argument("--write-docs", action="store_true", help=f"ghi bảng vào {PAGE}")


def bench(chosen: argparse.Namespace) -> int:
    """Measures and reports; 1 when something could not be measured. A missed goal is no failure."""
    databases: Sequence[Database] = [chosen.database] if chosen.database else DATABASES
    machine = this_machine()
    try:
        cases = _cases(chosen.cases)
        rows = measure(
            cases, databases, chosen.rounds, _progress, size=chosen.size, keep=chosen.keep
        )
    except BenchFailed as failed:
        print(f"\n{failed.message}", file=sys.stderr)
        return 1
    print(file=sys.stderr)
    _print_table(report.table(rows))
    command = _command(chosen)
    if chosen.json:
        chosen.json.write_text(report.as_json(rows, machine, command, clock.today()))
    if chosen.write_docs:
        by = (f"`{command}`", f"{clock.today():%Y-%m-%d}", machine.sentence)
        report.write_docs(PAGE, CASES, rows, by)
    return 0


def _cases(names: Sequence[str]) -> list[Case]:
    unknown = set(names) - {case.name for case in CASES}
    if unknown:
        raise BenchFailed(f"Không có phép đo {', '.join(sorted(unknown))}.")
    return [case for case in CASES if case.name in names or not (names or case.only_named)]


def _progress(case: str, database: str, done: int, total: int) -> None:
    """One line that is written over; done 0 = the stand is being built."""
    bar = "█" * round(_BAR * done / total)
    line = f"\r{bar:░<{_BAR}} {case} · {database} · vòng {done}/{total}   "
    print(line, end="" if done < total else "\n", file=sys.stderr, flush=True)


def _print_table(lines: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )


def _command(chosen: argparse.Namespace) -> str:
    """What to type to measure the same again."""
    database = ["--database", chosen.database] if chosen.database else []
    size = ["--size", str(chosen.size)] if chosen.size != SIZE else []
    rounds = ["--rounds", str(chosen.rounds)]
    return " ".join(["nucuoi bench", *chosen.cases, *rounds, *database, *size])
