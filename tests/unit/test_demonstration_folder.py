"""A demonstration stands in a data folder whole or not at all."""

from pathlib import Path

import pytest

from nucuoi.service import demonstration
from nucuoi.service.errors import StartRefused


def test_an_interrupted_demonstration_is_removed(tmp_path: Path) -> None:
    """What a killed build left is removed with its write-ahead log; keys stay."""
    for name in ("nucuoi.sqlite3", "nucuoi.sqlite3-wal", "demo.json", "demo.begun", "receipt.key"):
        (tmp_path / name).touch()

    demonstration.discard_unfinished(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["receipt.key"]


def test_a_whole_folder_is_left_alone(tmp_path: Path) -> None:
    """Without the mark of a build nothing is ever removed."""
    (tmp_path / "nucuoi.sqlite3").touch()

    demonstration.discard_unfinished(tmp_path)

    assert (tmp_path / "nucuoi.sqlite3").exists()


def test_an_unfinished_one_in_a_database_server_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `DATABASE_URL` names may be somebody else's by now: refused, with what to do."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://h/d")
    (tmp_path / "demo.begun").touch()

    with pytest.raises(StartRefused, match="tạo lại cơ sở dữ liệu"):
        demonstration.discard_unfinished(tmp_path)
    assert (tmp_path / "demo.begun").exists()
