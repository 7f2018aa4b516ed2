"""A folder of an older version is saved, migrated and checked; one of a newer version is left alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from nucuoi import __version__
from nucuoi.audit.queries import events
from nucuoi.foundation.keys import load_or_make
from nucuoi.keeping import archive, records, upgrade
from tests.db.intake.conftest import call_front
from tests.db.keeping.test_commands import command
from tests.keeping_folder import at_folder, execute, older_folder, older_token, value

LATER = "ratings.0002_first_questionnaire"
"""A migration that the frozen folder has not seen."""


@pytest.fixture
def older(unblocked: None, tmp_path: Path) -> Path:
    """The frozen folder, not yet touched by this version."""
    return older_folder(tmp_path / "older")


@pytest.mark.sqlite
def test_an_older_folder_is_saved_migrated_and_checked(older: Path) -> None:
    """Nothing is lost, what waited is sealed, the state before can be had back."""
    said: list[str] = []
    with at_folder(older):
        upgrade.bring_up_to_date(said.append)
        found = records.read(records.FolderVersion)
        acts = [row.action for row in events(limit=1)]
    (saved,) = (older / "backups").glob("nucuoi-truoc-*.tar.gz")
    before = archive.check(saved).contents

    assert said[-1] == "Đã nâng cấp; mọi kiểm tra đều đúng."
    assert (before.ratings, before.pending, before.leaves) == (14, 2, 12)
    assert LATER not in before.migrations
    assert value(older, "SELECT COUNT(*) FROM ratings_questionnaire WHERE number = 1") == 1
    assert value(older, "SELECT COUNT(*) FROM ledger_leaf") == 14
    assert value(older, "SELECT SUM(n) FROM scores_daytally") == 14
    assert found is not None
    assert found.version == __version__
    assert acts == ["keeping.backup.made"]


@pytest.mark.sqlite
def test_a_tablet_of_before_keeps_sending(older: Path) -> None:
    """Its token holds; what it sent before the upgrade is a duplicate, what it kept is taken in."""
    old = {"id": "0190f000-0000-4000-8000-000000000001", "counter": "bg07210-21-01", "score": 5}
    new = old | {"id": "0190f000-0000-4000-8000-0000000000ff"}
    with at_folder(older):
        upgrade.bring_up_to_date(lambda _: None)
        answers = [call_front(body, token=older_token()).status for body in (old, new, new)]

    assert answers == [200, 201, 200]
    assert value(older, "SELECT COUNT(*) FROM ratings_rating") == 15


@pytest.mark.sqlite
def test_a_second_start_does_nothing(older: Path) -> None:
    """Once brought up, a folder is neither saved nor checked again."""
    said: list[str] = []
    with at_folder(older):
        upgrade.bring_up_to_date(lambda _: None)
        upgrade.bring_up_to_date(said.append)

    assert said == []
    assert len(list((older / "backups").glob("*.tar.gz"))) == 1


def test_a_new_version_without_migrations_saves_too(folder: Path) -> None:
    """Another version number is reason enough for a backup."""
    records.write(records.FolderVersion("0.0.9", datetime(2026, 1, 1, tzinfo=UTC)))
    upgrade.bring_up_to_date(lambda _: None)

    assert len(list((folder / "backups").glob(f"nucuoi-truoc-{__version__}-*"))) == 1
    assert records.read(records.FolderVersion) == records.FolderVersion(
        __version__, datetime(2026, 1, 1, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("spoiling", "told"),
    [
        ("UPDATE ratings_rating SET score = 1 WHERE id = 1", "Nội dung đánh giá"),
        ("UPDATE ratings_rating SET counter_id = 99 WHERE id > 12", "Không ghi tiếp được vào sổ"),
        ("DROP TABLE ratings_questionnaire", "chuyển đổi không xong"),
    ],
)
@pytest.mark.sqlite
def test_a_spoiled_folder_is_not_started(older: Path, spoiling: str, told: str) -> None:
    """What migration, sealing or check stumble over is told: saved once, refused however often."""
    execute(older, spoiling)
    for _ in range(2):
        refused = command(older, "prepare", "--no-demo")
        assert refused.returncode == 2
        assert told in refused.stderr.splitlines()[-1]
    assert not (older / "keeping" / "version.json").exists()
    assert len(list((older / "backups").glob("nucuoi-truoc-*"))) == 1


@pytest.mark.parametrize("by", ["version", "migration"])
def test_a_newer_folder_is_refused_and_left_alone(folder: Path, by: str) -> None:
    """By its version or by a migration that we do not know: exit code 2 and no byte is changed."""
    if by == "version":
        records.write(records.FolderVersion("99.1.0", datetime(2026, 1, 1, tzinfo=UTC)))
    else:
        execute(
            folder,
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('ratings', '0999_later', '2030-01-01')",
        )
    (folder / "demo.begun").touch()
    load_or_make(folder / "keys", "django")
    before = _bytes(folder)
    refused = command(folder, "prepare", "--no-demo")

    assert refused.returncode == 2
    assert ("99.1.0" if by == "version" else "mới hơn") in refused.stderr
    assert "Không đổi gì cả" in refused.stderr
    assert _bytes(folder) == before


def test_a_half_restored_folder_is_refused(folder: Path) -> None:
    """A restore that was interrupted is no installation."""
    (folder / "restore.begun").touch()
    refused = command(folder, "prepare", "--no-demo")

    assert refused.returncode == 2
    assert "chưa xong" in refused.stderr


def _bytes(data: Path) -> dict[str, bytes]:
    """Every file of a folder, but those that SQLite keeps while it is read."""
    return {
        str(path.relative_to(data)): path.read_bytes()
        for path in data.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }
