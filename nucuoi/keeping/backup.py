"""Making a backup: one archive of database, uploads and log; the keys are not in it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import transaction

from nucuoi import __version__
from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.keeping import archive, databases, keys, places, records, rules
from nucuoi.keeping.durable import whole
from nucuoi.keeping.errors import KeepingRefused
from nucuoi.keeping.note import Note

_DRAFTS = (".sao-luu-*", ".*.part")
"""What a killed backup leaves behind."""


class Made(msgspec.Struct, frozen=True):
    """A backup that is whole and on the disk; `size` in bytes."""

    path: Path
    size: int
    note: Note


def back_up(*, by: Seat, to: Path | None = None) -> Made:
    """Makes a backup while the installation runs, and records it.

    Args:
        by: The seat it is made from.
        to: A new file; None = one named after the time in the data folder's `backups`.

    Raises:
        KeepingRefused: If there is too little room, the file exists, or another backup is running.
    """
    made = make(to or places.backups() / rules.name_at(clock.now()))
    record(made, by=by)
    return made


def make(to: Path) -> Made:
    """As `back_up`, but leaves the journal alone: before an upgrade its table may be an old one.

    Raises:
        KeepingRefused: As `back_up`.
    """
    try:
        with _alone():
            _check_room(to)
            return _make(to)
    except OSError as fault:
        raise KeepingRefused(f"Không ghi được bản sao lưu {to}: {fault.strerror}.") from fault


def record(made: Made, *, by: Seat) -> None:
    """Puts a backup into the journal, and where the health page looks."""
    records.write(records.BackupMade(made.note.made_at, str(made.path), made.size))
    with transaction.atomic():
        audit.record(by=by, action="keeping.backup.made", subject=made.path.name[:80])


def save_keys(*, by: Seat, to: Path, passphrase: str) -> int:
    """Writes all keys into a new file encrypted to a passphrase, and records it; returns how many.

    Raises:
        KeepingRefused: If the passphrase is short or the file cannot be made.
    """
    names = keys.save(Path(settings.KEYS), to, passphrase)
    records.write(records.KeysSaved(clock.now(), names))
    with transaction.atomic():
        audit.record(by=by, action="keeping.keys.saved", subject=to.name[:80], count=len(names))
    return len(names)


def rotate() -> list[str]:
    """Takes away the backups in the data folder that rotation does not keep; returns their names."""
    gone = rules.surplus(file.name for file in places.backups().iterdir())
    for name in gone:
        (places.backups() / name).unlink()
    return gone


def newest() -> Path | None:
    """The newest backup in the data folder; None when there is none."""
    return next(iter(all_made()), None)


def all_made() -> list[Path]:
    """The backups in the data folder that rotate, newest first."""
    files = [file for file in places.backups().iterdir() if rules.made_at(file.name)]
    return sorted(files, key=lambda file: file.name, reverse=True)


def _make(to: Path) -> Made:
    with tempfile.TemporaryDirectory(prefix=".sao-luu-", dir=places.backups()) as folder:
        scratch = Path(folder)
        made_at = clock.now()
        _freeze_log(scratch)
        note = Note(__version__, made_at, databases.copy(scratch / "database"))
        with whole(to) as draft:
            archive.write(draft, note, _members(note, scratch))
    return Made(to, to.stat().st_size, note)


def _freeze_log(scratch: Path) -> None:
    """Keeps the published log as it is before the database is copied: never longer than its leaves.

    Its files are replaced, never written again, so another name for each is enough.
    """
    published = Path(settings.DATA) / archive.LOG
    if published.is_dir():
        shutil.copytree(published, scratch / archive.LOG, copy_function=_link_or_copy)


def _link_or_copy(file: str, to: str) -> None:
    try:
        os.link(file, to)
    except FileNotFoundError:  # an outgrown tile: restoring makes every tile again
        return
    except OSError:  # another file system, or one without links
        shutil.copyfile(file, to)


def _members(note: Note, scratch: Path) -> dict[str, Path]:
    data = Path(settings.DATA)
    members = {archive.DATABASES[note.contents.database]: scratch / "database"}
    members |= {name: data / name for name in archive.FILES if (data / name).is_file()}
    for base, folder in ((data, archive.UPLOADS), (scratch, archive.LOG)):
        files = (file for file in sorted((base / folder).rglob("*")) if file.is_file())
        members |= {file.relative_to(base).as_posix(): file for file in files}
    return members


def _check_room(to: Path) -> None:
    """A backup needs room for a copy of the database, and at worst as much for the archive."""
    if to.exists():
        raise KeepingRefused(f"Tệp {to} đã có; hãy chọn tên khác.")
    needed = databases.size()
    for folder in (places.backups(), to.parent):
        if shutil.disk_usage(folder).free < needed * 2:
            raise KeepingRefused(
                f"Ổ đĩa của {folder} không đủ chỗ để sao lưu; cần {needed * 2 // 10**6} MB trống."
            )


@contextmanager
def _alone() -> Iterator[None]:
    """One backup at a time; what an earlier one left when it was killed is taken away."""
    folder = places.backups()
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KeepingRefused("Một lần sao lưu khác đang chạy; hãy đợi nó xong.") from None
        for pattern in _DRAFTS:
            for left in folder.glob(pattern):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield
