"""`nucuoi backup`, `restore` and `drill` as an administrator runs them."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from nucuoi.audit.queries import events
from nucuoi.foundation.seat import SYSTEM
from nucuoi.keeping import backup, records, upgrade
from nucuoi.keeping.drill import drill
from nucuoi.keeping.errors import KeepingRefused
from tests.db.intake.conftest import call_front
from tests.keeping_folder import at_folder, environment_of, value
from tests.situation import open_office

PASSPHRASE = "một câu để nhớ cho bài thử"


def command(
    data: Path, *arguments: str, passphrase: str = "", largest_file: int = resource.RLIM_INFINITY
) -> subprocess.CompletedProcess[str]:
    """Runs the console script over a data folder, without a terminal.

    Args:
        largest_file: Bytes after which the system refuses to write on, as a full disk does.
    """
    meant = Path(arguments[arguments.index("--data") + 1]) if "--data" in arguments else data
    given = environment_of(meant) | {"NUCUOI_BACKUP_PASSPHRASE": passphrase}
    return subprocess.run(
        [sys.executable, "-m", "nucuoi.cli", *arguments],
        env=os.environ | given,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file,) * 2),
    )


def test_from_one_machine_to_another(folder: Path, tmp_path: Path) -> None:
    """Data and keys saved, restored elsewhere: the same receipt, nothing doubled, ready to run."""
    office = open_office()
    body = {"id": str(uuid4()), "counter": office.counter.code, "score": 5, "remark": "Cảm ơn."}
    first = call_front(body, token=office.token)

    saved = command(folder, "backup", "--to", str(tmp_path / "a.tar.gz"))
    saved_keys = command(
        folder, "backup", "--keys", str(tmp_path / "k.json"), passphrase=PASSPHRASE
    )
    elsewhere = tmp_path / "elsewhere"
    restore = ("restore", str(tmp_path / "a.tar.gz"), "--data", str(elsewhere))
    wrong = command(folder, *restore, "--keys", str(tmp_path / "k.json"), passphrase="sai")
    untouched = not elsewhere.exists()
    restored = command(folder, *restore, "--keys", str(tmp_path / "k.json"), passphrase=PASSPHRASE)

    assert (saved.returncode, saved_keys.returncode) == (0, 0), saved.stderr + saved_keys.stderr
    assert "1 đánh giá, trong đó 1 đang chờ ghi sổ; sổ có 0 dòng" in saved.stdout
    assert "Đã ghi 9 khóa" in saved_keys.stdout
    assert (wrong.returncode, untouched) == (2, True)
    assert "câu mật khẩu không đúng" in wrong.stderr
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert restored.stdout.startswith("Bản sao lưu lập lúc")
    assert restored.stdout.endswith(f"Đã phục hồi vào {elsewhere}.\n")
    with at_folder(elsewhere):
        upgrade.check_folder()
        again = call_front(body, token=office.token)
        assert (again.status, again.json) == (200, first.json | {"status": "duplicate"})
        assert events(limit=1)[0].action == "keeping.backup.restored"
    assert value(elsewhere, "SELECT COUNT(*) FROM ledger_leaf") == 1
    assert elsewhere.stat().st_mode & 0o777 == 0o700


def test_what_is_done_is_recorded(folder: Path, tmp_path: Path) -> None:
    """Backup, keys and drill stand in the journal and where the health page looks."""
    made = backup.back_up(by=SYSTEM)
    backup.save_keys(by=SYSTEM, to=tmp_path / "k.json", passphrase=PASSPHRASE)
    done = drill(by=SYSTEM)

    assert done.right, done.said
    assert [(row.action, row.subject) for row in reversed(events(limit=3))] == [
        ("keeping.backup.made", made.path.name),
        ("keeping.keys.saved", "k.json"),
        ("keeping.drill.passed", made.path.name),
    ]
    assert records.read(records.DrillDone) == done
    found = records.read(records.BackupMade)
    assert found is not None
    assert (found.path, found.at) == (str(made.path), made.note.made_at)
    assert sorted(file.name for file in made.path.parent.iterdir()) == [".lock", made.path.name]


def test_a_drill_finds_a_spoiled_backup(folder: Path) -> None:
    """An archive that was cut on the disk does not pass, and the reason is kept."""
    made = backup.back_up(by=SYSTEM).path
    made.write_bytes(made.read_bytes()[:-2_000])
    done = drill(by=SYSTEM)

    assert not done.right
    assert "Không dùng được bản sao lưu này" in done.said
    assert events(limit=1)[0].action == "keeping.drill.failed"


def test_there_must_be_a_backup_to_drill_with(folder: Path) -> None:
    """Without any, the command says so and writes no result."""
    with pytest.raises(KeepingRefused, match="Chưa có bản sao lưu"):
        drill(by=SYSTEM)
    assert records.read(records.DrillDone) is None


def test_without_a_terminal_the_passphrase_is_not_guessed(folder: Path, tmp_path: Path) -> None:
    """Exit code 2 and a sentence; no file."""
    refused = command(folder, "backup", "--keys", str(tmp_path / "k.json"))

    assert refused.returncode == 2
    assert "NUCUOI_BACKUP_PASSPHRASE" in refused.stderr
    assert not (tmp_path / "k.json").exists()


@pytest.mark.parametrize("largest_file", [50_000, 1_000_000])
def test_a_full_disk_leaves_no_half_backup(folder: Path, tmp_path: Path, largest_file: int) -> None:
    """Whether the copy or the archive does not fit: exit code 2, a sentence, and no file."""
    (folder / "uploads").mkdir()
    (folder / "uploads" / "1.jpg").write_bytes(os.urandom(2_000_000))
    full = command(folder, "backup", "--to", str(tmp_path / "a.tar.gz"), largest_file=largest_file)

    assert full.returncode == 2, full.stderr
    assert full.stderr.startswith("Không")
    assert list(tmp_path.glob("*a.tar.gz*")) == []


def test_a_full_disk_leaves_no_half_installation(folder: Path, tmp_path: Path) -> None:
    """A restore that does not fit says so; nobody can start on what it left."""
    backup.make(tmp_path / "a.tar.gz")
    half = tmp_path / "half"
    restore = ("restore", str(tmp_path / "a.tar.gz"), "--data", str(half))
    full = command(folder, *restore, largest_file=100_000)

    assert full.returncode == 2, full.stderr
    assert "Hãy xóa thư mục đó rồi làm lại" in full.stderr
    assert command(half, "prepare", "--no-demo").returncode == 2


def test_a_demonstration_stays_one(folder: Path, tmp_path: Path) -> None:
    """Restored, its pages still say that people and figures are invented."""
    (folder / "demo.json").write_text(json.dumps({"accounts": []}))
    backup.make(tmp_path / "a.tar.gz")
    restored = command(folder, "restore", str(tmp_path / "a.tar.gz"), "--data", str(tmp_path / "b"))

    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert (tmp_path / "b" / "demo.json").exists()
