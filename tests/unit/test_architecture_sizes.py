"""Files and functions stay small enough to be read at once."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 10
IN_ONE_FILE = {"nucuoi_verify.py"}
"""People carry it to another machine and read it there: it promises to be a single file."""


def _sources() -> list[Path]:
    return [
        path
        for folder in ("nucuoi", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and path.name not in IN_ONE_FILE
    ]


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_files_are_short() -> None:
    """No file of Python has more than 400 lines: split it by step of the work."""
    lengths = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in _sources()}

    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    """No function has more than 60 lines: every paragraph of it wants a name."""
    lengths = dict(pair for path in _sources() for pair in _functions(path))

    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_the_usual_function_is_read_at_a_glance() -> None:
    """Half of all functions of the product have at most ten lines."""
    product = [path for path in _sources() if path.is_relative_to(ROOT / "nucuoi")]
    lengths = [length for path in product for _, length in _functions(path)]

    assert statistics.median(lengths) <= MEDIAN_FUNCTION
