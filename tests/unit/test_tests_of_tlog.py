"""How much the tests of `tlog` notice: they take every branch, and whoever breaks a line breaks a test.

mutmut changes one thing at a time in a copy: a comparison, a number, an argument, a sentence. It does
so inside functions; properties and constants of modules it leaves alone.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WANTED = 0.95
FEWEST = 1_400
"""Mutants; with fewer of them mutmut has not seen all of `tlog`."""
COPIED = (
    "nucuoi/__init__.py",
    "nucuoi/tlog/*.py",
    "tests/__init__.py",
    "tests/rfc6962.py",
    "tests/vectors/tlog/*",
    "tests/unit/__init__.py",
    "tests/unit/test_tlog_*.py",
    "docs/explanation/tlog.md",
)
LEFT_OUT = ("test_tlog_altered_proofs.py", "test_tlog_fuzz.py")
"""They try a hundred thousand cases each time. What only they would notice counts as unnoticed."""
CHOSEN = ("-p", "no:cacheprovider", "-m", "not long", "-k", "not random_proofs", "tests/unit")
PROJECT = f"""
[tool.pytest.ini_options]
pythonpath = ["."]
markers = ["long: left out"]

[tool.mutmut]
source_paths = ["nucuoi"]
also_copy = ["docs"]
pytest_add_cli_args = {json.dumps(CHOSEN[:-1])}
pytest_add_cli_args_test_selection = ["{CHOSEN[-1]}"]
"""
OUR_OWN = ("PYTEST", "DJANGO")
"""Variables that are about the run in which this stands."""
CONFTEST = """
from hypothesis import settings

settings.register_profile("mutants", max_examples=40, derandomize=True, deadline=None)
settings.load_profile("mutants")
"""


pytestmark = pytest.mark.long


def test_every_branch_is_taken(tmp_path: Path) -> None:
    """No branch of `tlog` is left out by its tests."""
    copy_to(tmp_path)
    run(tmp_path, "coverage", "run", "--branch", "--source=nucuoi.tlog", "-m", "pytest", *CHOSEN)
    run(tmp_path, "coverage", "report", "--show-missing", "--fail-under=100")


def test_broken_lines_are_noticed(tmp_path: Path) -> None:
    """At least 95 of 100 mutants of `tlog` fail a test of `tlog`; the others are printed."""
    copy_to(tmp_path)
    run(tmp_path, "mutmut", "run", "--max-children", "2")
    run(tmp_path, "mutmut", "export-cicd-stats")
    found = json.loads((tmp_path / "mutants/mutmut-cicd-stats.json").read_text())
    score = (found["killed"] + found["timeout"]) / found["total"]

    say(run(tmp_path, "mutmut", "results"))
    say(f"mutation score of tlog: {score:.1%}, {found}")
    assert found["total"] > FEWEST
    assert score >= WANTED


def copy_to(folder: Path) -> None:
    """Makes a project of `tlog` and its tests alone: all others would be run as well."""
    for pattern in COPIED:
        for file in sorted(ROOT.glob(pattern)):
            if file.name not in LEFT_OUT:
                target = folder / file.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "tests/conftest.py").write_text(CONFTEST)


def run(folder: Path, *arguments: str) -> str:
    """Runs a module there; returns what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={key: os.environ[key] for key in os.environ if not key.startswith(OUR_OWN)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4_000:]
    return done.stdout


def say(figures: str) -> None:
    """Prints what was measured; run with -s to see it."""
    sys.stdout.write(f"\n{figures}\n")
