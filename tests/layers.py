"""The layers of `./test`, in order, with the time each took; the last line counts what passed."""

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-q")
BOTH_CORES = ("-n", "3", "--dist", "loadgroup", "--no-loadscope-reorder")
"""One more than there are: tests wait for browsers, servers and processes that were killed.

In groups are those that share a server of their own; the order stays that of pytest-django.
"""
POSTGRESQL = "/usr/lib/postgresql/15/bin/initdb"
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped)")
NODE_COUNTED = re.compile(r"^(?:#|ℹ) (pass|fail) (\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Layer:
    """One command of the whole.

    Attributes:
        needs: Programs without which it cannot run: names or absolute paths.
    """

    name: str
    command: Sequence[str]
    needs: Sequence[str] = ()


@dataclass(slots=True)
class Count:
    """What passed and what did not; a skipped test or layer is neither."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Count") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


CHECKS = (
    Layer("lint", (f"{BIN}/ruff", "check", "--quiet", ".")),
    Layer("format", (f"{BIN}/ruff", "format", "--check", "--quiet", ".")),
    Layer("import rules", (f"{BIN}/lint-imports", "--no-cache")),
    Layer("types", (f"{BIN}/mypy",)),
    Layer("templates", (f"{BIN}/djlint", "--lint", "--quiet", "nucuoi")),
    Layer("types of JavaScript", ("node_modules/.bin/tsc", "--project", "."), needs=("node",)),
    Layer("JavaScript", ("node", "--test"), needs=("node",)),
)
"""They use one core each, so two run at a time."""
FAST = (Layer("unit and database tests", (*PYTEST, *BOTH_CORES, "tests/unit", "tests/db")),)
"""What `--fast` runs after the checks."""
LAYERS = (
    Layer(
        "unit, database and durability tests",
        (*PYTEST, *BOTH_CORES, "tests/durability", "tests/unit", "tests/db"),
        needs=("strace", POSTGRESQL),
    ),
    Layer(
        "database tests on PostgreSQL",
        ("env", "TEST_DATABASE=postgresql", *PYTEST, *BOTH_CORES, "tests/db"),
        needs=(POSTGRESQL,),
    ),
    Layer(
        "browser tests",
        (*PYTEST, *BOTH_CORES, "tests/browser"),
        needs=("chromium", "chromium-headless-shell"),
    ),
)
LONG = (
    Layer("long tests", (*PYTEST, "-m", "long", "tests")),
    Layer(
        "walks on PostgreSQL",
        ("env", "TEST_DATABASE=postgresql", *PYTEST, *BOTH_CORES, "-m", "either", "tests/db"),
        needs=(POSTGRESQL,),
    ),
)


def main() -> int:
    """Runs the layers; 0 when nothing failed and, with CI=true, nothing was skipped."""
    chosen = _arguments()
    total = Count()
    layers = FAST if chosen.fast else LAYERS
    with tempfile.TemporaryDirectory(prefix="nucuoi-migrated-") as migrated:
        os.environ["TEST_MIGRATED"] = migrated  # see tests/migrated.py
        with ThreadPoolExecutor(max_workers=2) as pool:
            for printed, count in pool.map(_checked, CHECKS):
                print(printed, flush=True)
                total.add(count)
        for layer in [*layers, *(LONG if chosen.long else ())]:
            total.add(_run(layer))
    if total.skipped and os.environ.get("CI") == "true":
        print(f"{total.skipped} skipped: with CI=true that is a failure")
        total.failed += total.skipped
    print(f"{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./test")
    parser.add_argument("--fast", action="store_true", help="leave browser and PostgreSQL out")
    parser.add_argument("--long", action="store_true", help="add the long runs")
    return parser.parse_args()


def _checked(layer: Layer) -> tuple[str, Count]:
    """What is to be printed of a check, and what it counts."""
    told = io.StringIO()
    count = _run(layer, told)
    return told.getvalue().rstrip(), count


def _run(layer: Layer, told: TextIO = sys.stdout) -> Count:
    print(f"── {layer.name}", file=told, flush=True)
    missing = [program for program in layer.needs if not shutil.which(program)]
    if missing:
        print(f"   skipped: {', '.join(missing)} is missing", file=told, flush=True)
        return Count(skipped=1)
    started = time.monotonic()
    code, printed = _output(layer, told)
    count = _count(code, printed)
    print(f"   {layer.name}: {time.monotonic() - started:.1f} s", file=told, flush=True)
    return count


def _output(layer: Layer, told: TextIO) -> tuple[int, str]:
    """Exit code and all that was printed, which is shown as it comes."""
    command = (
        [*layer.command, *_javascript_tests()] if layer.name == "JavaScript" else layer.command
    )
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="nucuoi-test-") as folder:
        environment = {**os.environ, "NUCUOI_DATA": f"{folder}/data", "TMPDIR": folder}
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", file=told, flush=True)
                lines.append(line)
    return process.returncode, "".join(lines)


def _javascript_tests() -> list[str]:
    """The test files by name: what `node --test` finds by itself differs between versions."""
    return sorted(str(file) for file in (ROOT / "tests/js").rglob("*.test.js"))


def _count(code: int, printed: str) -> Count:
    """Tests counted from what the runner printed; a check without tests counts as one."""
    count = Count()
    last = printed.rstrip().rpartition("\n")[2]
    for number, word in COUNTED.findall(last) or _of_node(printed):
        if word == "skipped":
            count.skipped += int(number)
        elif word == "passed":
            count.passed += int(number)
        else:
            count.failed += int(number)
    if code != 0:
        count.failed = max(count.failed, 1)
    elif not count.passed:
        count.passed = 1
    return count


def _of_node(printed: str) -> list[tuple[str, str]]:
    return [(number, f"{word}ed") for word, number in NODE_COUNTED.findall(printed)]


if __name__ == "__main__":
    sys.exit(main())
