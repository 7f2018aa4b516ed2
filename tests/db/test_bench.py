"""`nucuoi bench` from the command line, on a stand of its own."""

import json
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from nucuoi.bench.case import Case
from nucuoi.bench.probe import holds
from nucuoi.bench.run import Row
from nucuoi.cli import main


@pytest.mark.sqlite
def test_a_case_is_measured_and_written_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Table, progress and JSON of a real run; nothing of the stand is left."""
    written = tmp_path / "bench.json"
    code = main(["bench", "board", "--rounds", "1", "--database", "sqlite", "--json", str(written)])
    printed = capsys.readouterr()
    found = json.loads(written.read_text())
    median, worst = found["rows"]

    assert code == 0
    assert 0 < median["median"] <= worst["median"] < 30
    assert found["command"] == "nucuoi bench board --rounds 1 --database sqlite"
    assert "board · sqlite · vòng 1/1" in printed.err
    assert "acknowledged until on the board: worst" in printed.out


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "case",
    [
        pytest.param("seal", marks=pytest.mark.long),
        pytest.param("growth", marks=pytest.mark.long),
        pytest.param("figures", marks=pytest.mark.long),
        pytest.param("rebuild", marks=pytest.mark.long),
        pytest.param("export", marks=pytest.mark.long),
        pytest.param("size", marks=pytest.mark.long),
        pytest.param("boards", marks=pytest.mark.long),
        pytest.param("audit", marks=pytest.mark.long),
        pytest.param("proof", marks=pytest.mark.long),
        pytest.param("tiles", marks=pytest.mark.long),
    ],
)
def test_a_filled_installation_is_measured(case: str, tmp_path: Path) -> None:
    """Each of these cases finds something in its stand to measure, most of them after filling it."""
    written = tmp_path / "bench.json"
    asked = ["bench", case, "--rounds", "1", "--size", "400", "--database", "sqlite"]

    assert main([*asked, "--json", str(written)]) == 0
    found = json.loads(written.read_text())
    assert found["command"] == f"nucuoi bench {case} --rounds 1 --database sqlite --size 400"
    assert all(row["median"] > 0 for row in found["rows"])


@pytest.mark.long
def test_jobs_of_the_worker_are_timed(tmp_path: Path) -> None:
    """Sealing, counting and publishing all cost something, and all of it is found."""
    written = tmp_path / "bench.json"
    asked = ["bench", "upkeep", "--rounds", "1", "--database", "sqlite", "--json", str(written)]

    assert main(asked) == 0
    assert all(row["median"] > 0 for row in json.loads(written.read_text())["rows"])


def test_what_takes_long_is_measured_only_when_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without names all cases are measured but those."""
    asked: list[str] = []

    def measure(cases: list[Case], *_: object, **__: object) -> list[Row]:
        asked.extend(case.name for case in cases)
        return []

    monkeypatch.setattr("nucuoi.bench.terminal.measure", measure)
    main(["bench"])

    assert "boards" in asked
    assert "growth" not in asked


def test_an_unknown_case_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The person hears which name it was; nothing is measured."""
    assert main(["bench", "khong-co", "--database", "sqlite"]) == 1
    assert "Không có phép đo khong-co." in capsys.readouterr().err


def test_a_hold_counts_from_the_lock_to_the_end_of_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waiting for somebody else's lock is no hold; what lies between lock and commit is."""
    monkeypatch.setenv("NUCUOI_DATA", str(tmp_path))
    path, begun = tmp_path / "base.sqlite3", time.monotonic()
    options = {"isolation_level": None, "timeout": 10.0}
    with (
        closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
        closing(sqlite3.connect(path, factory=holds.IntakeConnection, **options)) as link,  # type: ignore[call-overload]  # spread
    ):
        other.execute("BEGIN IMMEDIATE")
        releasing = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        releasing.start()
        link.execute("BEGIN IMMEDIATE")
        time.sleep(0.05)
        link.execute("COMMIT")
        releasing.join()
    held_s, cpu_s = holds.worst_s(tmp_path, begun)["intake"]

    assert 0.05 <= held_s < 0.3
    assert 0.0 <= cpu_s < 0.05
    assert holds.worst_s(tmp_path, begun)["sealing"] == (0.0, 0.0)
    assert holds.worst_s(tmp_path, time.monotonic())["intake"] == (0.0, 0.0)
