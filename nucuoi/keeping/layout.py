"""The first half of a restore: the files of a backup in an empty folder, before Django knows it."""

import os
from collections.abc import Mapping
from pathlib import Path

from nucuoi import __version__
from nucuoi.foundation.postgresql import address_of, database_of
from nucuoi.keeping import archive, keys, places, postgresql, rules
from nucuoi.keeping.durable import flush
from nucuoi.keeping.errors import KeepingRefused
from nucuoi.keeping.note import Note

_OTHER_KIND = {
    "sqlite": "Bản sao lưu này của SQLite. Hãy bỏ DATABASE_URL rồi phục hồi lại.",
    "postgresql": "Bản sao lưu này của PostgreSQL. Hãy đặt DATABASE_URL tới một cơ sở dữ liệu trống.",
}


def lay_out(file: Path, data: Path, secret_keys: Mapping[str, str]) -> Note:
    """Puts what is in a backup into an empty folder; nothing there is ready to use yet.

    Needs no settings of Django, since those read the keys of the folder.

    Args:
        data: Must be empty or not exist; a mark stands in it until `restore.finish` is done.
        secret_keys: As `keys.opened` gives them; empty = the folder will get new ones.

    Returns:
        What the backup says of itself.

    Raises:
        Damaged: If it is half or altered: the folder has not been touched.
        KeepingRefused: If folder or database is not empty, the backup is of a newer version or
            another kind of database, or the disk is full.
    """
    note = archive.check(file)
    if rules.is_newer(note.version, __version__):
        raise KeepingRefused(
            f"Bản sao lưu này của phiên bản {note.version}, mới hơn bản đang có ({__version__}). "
            "Hãy phục hồi bằng phiên bản đó hoặc mới hơn."
        )
    _check_target(note.contents.database)
    _take(data)
    try:
        archive.unpack(file, data)
        if secret_keys:
            keys.put_back(secret_keys, data / "keys")
    except OSError as fault:
        raise KeepingRefused(
            f"Chưa phục hồi xong vào {data}: {fault.strerror}. Hãy xóa thư mục đó rồi làm lại."
        ) from fault
    return note


def _check_target(kind: str) -> None:
    """The database that `DATABASE_URL` names must be of the backup's kind, and empty."""
    url = os.environ.get("DATABASE_URL", "")
    if kind != ("postgresql" if url else "sqlite"):
        raise KeepingRefused(_OTHER_KIND[kind])
    if url:
        postgresql.check_empty(address_of(database_of(url)))


def _take(data: Path) -> None:
    """Takes an empty folder, with a mark that says so to whoever starts on it."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(data.iterdir()):
            raise KeepingRefused(f"Thư mục {data} không trống. Chỉ phục hồi vào thư mục trống.")
        data.chmod(0o700)
        (data / places.RESTORE_BEGUN).touch(mode=0o600)
        flush(data)
    except OSError as fault:
        raise KeepingRefused(f"Không dùng được thư mục {data}: {fault.strerror}.") from fault
