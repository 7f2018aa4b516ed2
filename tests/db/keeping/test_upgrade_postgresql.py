"""An installation with PostgreSQL of an earlier version is saved, migrated and checked like a file."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nucuoi import __version__
from nucuoi.audit.jobs import commit_rows
from nucuoi.keeping import archive, records, upgrade
from nucuoi.ledger import publishing
from nucuoi.tlog import checkpoint, verify_consistency
from nucuoi.tlog.proofs import prove_consistency
from nucuoi.tlog.tile_nodes import TileNodes
from tests.db.intake.conftest import call_front
from tests.db.keeping.test_commands import command
from tests.keeping_folder import (
    ON_POSTGRESQL,
    at_folder,
    execute,
    older_folder,
    older_token,
    value,
)

pytestmark = pytest.mark.postgresql

LATER = "cases.0001_initial"
"""A migration that the frozen database has not seen."""
SHOWN = Path("log", "nucuoi", "checkpoint")


@pytest.fixture
def older(unblocked: None, tmp_path: Path) -> Path:
    """The frozen installation in the tests' cluster, not yet touched by this version."""
    return older_folder(tmp_path / "older", ON_POSTGRESQL)


def test_it_is_saved_migrated_and_checked(older: Path) -> None:
    """`./run` saves first, migrates, seals what waited; nothing is lost and the check is clean."""
    started = command(older, "prepare", "--no-demo")
    (saved,) = (older / "backups").glob("nucuoi-truoc-*.tar.gz")
    before = archive.check(saved).contents

    assert started.returncode == 0, started.stderr
    assert "Đã nâng cấp; mọi kiểm tra đều đúng." in started.stderr
    assert (before.ratings, before.pending, before.leaves) == (11, 2, 11)
    assert LATER not in before.migrations
    assert value(older, "SELECT COUNT(*) FROM ledger_leaf WHERE kind = 1") == 11
    assert value(older, "SELECT SUM(n) FROM scores_daytally") == 11
    assert command(older, "fsck").returncode == 0
    assert "nâng cấp" not in command(older, "prepare", "--no-demo").stderr


def test_its_tablet_keeps_sending(older: Path) -> None:
    """Its token holds; what it sent before is a duplicate, what it kept is taken in."""
    token = older_token(ON_POSTGRESQL)
    counter = json.loads((ON_POSTGRESQL / "secrets.json").read_text())["counter"]
    old = {"id": "0190f000-0000-4000-8000-000000000001", "counter": counter, "score": 5}
    new = old | {"id": "0190f000-0000-4000-8000-0000000000ff"}
    with at_folder(older):
        upgrade.bring_up_to_date(lambda _: None)
        answers = [call_front(body, token=token).status for body in (old, new, new)]

    assert answers == [200, 201, 200]
    assert value(older, "SELECT COUNT(*) FROM ratings_rating") == 12


def test_its_log_goes_on(older: Path) -> None:
    """The next checkpoint extends the last one; the journal goes on in ranges, and all is right."""
    then = checkpoint.parse((older / SHOWN).read_bytes())
    with at_folder(older):
        upgrade.bring_up_to_date(lambda _: None)
        assert commit_rows() == 1
        publishing.publish()
        now = checkpoint.parse((older / SHOWN).read_bytes())
        proof = prove_consistency(
            TileNodes(publishing.folder_of("nucuoi").read, now.size), then.size, now.size
        )
        said: list[str] = []
        assert upgrade.settle(said.append), said

    assert now.size == then.size + 3
    assert verify_consistency(then.size, now.size, then.root, now.root, proof)


@pytest.mark.parametrize("by", ["version", "migration"])
def test_a_newer_one_is_refused(older: Path, by: str) -> None:
    """By its version or by a migration that we do not know: nothing is saved, nothing changed."""
    with at_folder(older):
        if by == "version":
            records.write(records.FolderVersion("99.1.0", datetime(2026, 1, 1, tzinfo=UTC)))
    if by == "migration":
        execute(
            older,
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('ratings', '0999_later', '2030-01-01')",
        )
    tables = "SELECT COUNT(*) FROM information_schema.tables"
    before = value(older, tables)
    refused = command(older, "prepare", "--no-demo")

    assert refused.returncode == 2
    assert f"bản này là {__version__}. Không đổi gì cả." in refused.stderr
    assert value(older, tables) == before
    assert not (older / "backups").exists()


def test_a_spoiled_one_is_not_started(older: Path) -> None:
    """A rating altered before the upgrade is named; the state before it can be had back."""
    execute(older, "UPDATE ratings_rating SET score = 1 WHERE id = 1")
    refused = command(older, "prepare", "--no-demo")

    assert refused.returncode == 2
    assert "Nội dung đánh giá" in refused.stderr.splitlines()[-1]
    assert len(list((older / "backups").glob("nucuoi-truoc-*"))) == 1
