"""A backup is whole or refused."""

import io
import os
import random
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.db import connection

from nucuoi.foundation.keys import load_or_make
from nucuoi.keeping import archive, backup, databases, layout, places
from nucuoi.keeping.errors import Damaged, KeepingRefused
from nucuoi.keeping.note import Contents, Note

ROUNDS = 150


@pytest.fixture
def made(folder: Path, tmp_path: Path) -> Path:
    """A backup with an upload and a file of the log in it."""
    for name in ("uploads/anh/1.jpg", "log/checkpoint"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(random.Random(1).randbytes(3_000))  # noqa: S311  # chance, no secret
    return backup.make(tmp_path / "backup.tar.gz").path


def test_everything_but_the_keys_is_in_it(made: Path, folder: Path) -> None:
    """Database, uploads, log, note and sums; no key, no collected file, no backup."""
    load_or_make(folder / "keys", "receipt")
    again = backup.make(made.with_name("again.tar.gz")).path
    with tarfile.open(again) as tar:
        names = tar.getnames()

    assert names == [
        archive.DATABASES[connection.vendor],
        "uploads/anh/1.jpg",
        "log/checkpoint",
        "note.json",
        "SHA256SUMS",
    ]
    assert made.stat().st_mode & 0o777 == 0o600


def test_it_can_be_checked_by_hand(made: Path, tmp_path: Path) -> None:
    """With tar and sha256sum alone, without the product."""
    (tmp_path / "by-hand").mkdir()
    subprocess.run(["tar", "xzf", str(made)], cwd=tmp_path / "by-hand", check=True)

    subprocess.run(
        ["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "by-hand", check=True
    )


def test_half_a_backup_is_refused(made: Path, tmp_path: Path) -> None:
    """Cut at any length, it is refused before anything is written."""
    whole = made.read_bytes()
    chance = random.Random(2)  # noqa: S311  # chance, no secret
    for length in [0, 1, 20, len(whole) - 1, *chance.sample(range(len(whole) - 8), ROUNDS)]:
        cut = tmp_path / "cut.tar.gz"
        cut.write_bytes(whole[:length])
        with pytest.raises(Damaged):
            layout.lay_out(cut, tmp_path / "restored", {})
    assert not (tmp_path / "restored").exists()


def test_an_altered_backup_is_refused_or_says_the_same(made: Path, tmp_path: Path) -> None:
    """One byte changed anywhere: refused, unless the byte means nothing (a time in a header)."""
    whole = made.read_bytes()
    note, chance, refused = archive.check(made), random.Random(3), 0  # noqa: S311  # chance, no secret
    for place in chance.sample(range(len(whole)), ROUNDS):
        altered = tmp_path / "altered.tar.gz"
        altered.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            assert archive.check(altered) == note
        except Damaged:
            refused += 1
    assert refused > ROUNDS * 0.95


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/x", "keys/django.key", "log/../../x"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    """A member of a name that no backup has makes the whole of it none of ours."""
    foreign = tmp_path / "foreign.tar.gz"
    with tarfile.open(foreign, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo(name), io.BytesIO())

    with pytest.raises(Damaged, match="không phải của bản sao lưu"):
        layout.lay_out(foreign, tmp_path / "restored", {})


def test_another_content_with_its_old_sums_is_refused(made: Path, tmp_path: Path) -> None:
    """Somebody who writes a new archive around a changed database is found out by the sums."""
    forged = tmp_path / "forged.tar.gz"
    _forge(made, forged, {"log/checkpoint": b"other"})

    with pytest.raises(Damaged, match="mã kiểm tra"):
        archive.check(forged)


@pytest.mark.parametrize("missing", ["database", "uploads/anh/1.jpg", "note.json", "SHA256SUMS"])
def test_a_backup_without_one_of_its_parts_is_refused(
    made: Path, tmp_path: Path, missing: str
) -> None:
    """Whole as a file, but a part was left out of it: refused before anything is written."""
    without = tmp_path / "without.tar.gz"
    with tarfile.open(made) as old, tarfile.open(without, "w:gz") as new:
        for member in old:
            if member.name.partition(".")[0] != missing and member.name != missing:
                new.addfile(member, io.BytesIO(_content(old, member)))

    with pytest.raises(Damaged):
        layout.lay_out(without, tmp_path / "restored", {})
    assert not (tmp_path / "restored").exists()


def test_the_log_in_it_is_never_ahead_of_the_database(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is published while a backup is made is not in it: its leaves may not be either."""
    checkpoint, copy = folder / "log" / "checkpoint", databases.copy
    checkpoint.parent.mkdir()
    checkpoint.write_text("size 12")

    def copy_slowly(to: Path) -> Contents:
        contents = copy(to)
        (folder / "later").write_text("size 13")
        (folder / "later").replace(checkpoint)
        return contents

    monkeypatch.setattr(databases, "copy", copy_slowly)
    made = backup.make(tmp_path / "backup.tar.gz").path
    with tarfile.open(made) as tar:
        assert _content(tar, tar.getmember("log/checkpoint")) == b"size 12"


def test_only_into_an_empty_folder(made: Path, tmp_path: Path) -> None:
    """A folder with anything in it is refused and left as it is."""
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "nucuoi.sqlite3").write_text("mine")

    with pytest.raises(KeepingRefused, match="không trống"):
        layout.lay_out(made, tmp_path / "used", {})
    assert [file.name for file in (tmp_path / "used").iterdir()] == ["nucuoi.sqlite3"]


def test_a_backup_of_a_newer_version_is_refused(folder: Path, tmp_path: Path) -> None:
    """It could hold what this version does not understand."""
    copied = tmp_path / "copied"
    note = backup.make(tmp_path / "now.tar.gz").note
    newer = Note("99.0.0", note.made_at, databases.copy(copied))
    archive.write(tmp_path / "newer.tar.gz", newer, {archive.DATABASES[connection.vendor]: copied})

    with pytest.raises(KeepingRefused, match=r"99\.0\.0"):
        layout.lay_out(tmp_path / "newer.tar.gz", tmp_path / "restored", {})
    assert not (tmp_path / "restored").exists()


def test_nothing_is_overwritten_and_no_draft_stays(folder: Path, tmp_path: Path) -> None:
    """A name that exists is refused; a folder that does not is told."""
    (tmp_path / "there").write_text("mine")

    with pytest.raises(KeepingRefused, match="đã có"):
        backup.make(tmp_path / "there")
    with pytest.raises(KeepingRefused, match="Không ghi được"):
        backup.make(tmp_path / "nowhere" / "x.tar.gz")
    assert (tmp_path / "there").read_text() == "mine"
    assert [file.name for file in places.backups().iterdir()] == [".lock"]


def test_a_killed_backup_leaves_nothing_of_its_name(folder: Path, tmp_path: Path) -> None:
    """Killed while it writes, there is no archive; the next backup clears away what was left."""
    place = places.backups() / "nucuoi-20261124-020000.tar.gz"
    _killed_while_writing(place)
    left = [file.name for file in places.backups().iterdir()]
    backup.make(tmp_path / "next.tar.gz")

    assert not place.exists()
    assert len(left) == 1
    assert [file.name for file in places.backups().iterdir()] == [".lock"]


def test_two_at_once_are_one(folder: Path, tmp_path: Path) -> None:
    """A second backup of the same folder is refused while one runs."""
    with backup._alone(), pytest.raises(KeepingRefused, match="đang chạy"):
        backup.make(tmp_path / "second.tar.gz")


def _killed_while_writing(place: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from nucuoi.keeping.durable import whole\n"
        "with whole(Path(sys.argv[1])) as draft:\n"
        "    draft.write_bytes(bytes(10)); os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(place)], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL


def _forge(made: Path, forged: Path, changed: dict[str, bytes]) -> None:
    with tarfile.open(made) as old, tarfile.open(forged, "w:gz") as new:
        for member in old:
            content = changed.get(member.name, _content(old, member))
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    assert file is not None
    return file.read()
