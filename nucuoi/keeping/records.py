"""What was done last on this machine: small files, so that pages need not search the journal."""

from datetime import datetime
from typing import TypeVar

import msgspec

from nucuoi.keeping import places
from nucuoi.keeping.durable import whole


class BackupMade(msgspec.Struct, frozen=True):
    """The last backup; `path` may lie on another disk, `size` is in bytes."""

    at: datetime
    path: str
    size: int


class KeysSaved(msgspec.Struct, frozen=True):
    """When the keys were last saved, encrypted, and which: names of their files."""

    at: datetime
    names: tuple[str, ...]


class DrillDone(msgspec.Struct, frozen=True):
    """The last drill: which archive was restored, and the last lines it said when it went wrong."""

    at: datetime
    archive: str
    right: bool
    said: str = ""


class ErasedTidied(msgspec.Struct, frozen=True):
    """All that was erased before `at` has left the files of the database."""

    at: datetime


class FolderVersion(msgspec.Struct, frozen=True):
    """Which version of the product last ran this folder, and since when it has been in use."""

    version: str
    since: datetime


class UpgradeBegun(msgspec.Struct, frozen=True):
    """An upgrade to `version` that has not come to its end, and the archive made before it."""

    version: str
    archive: str


Record = BackupMade | KeysSaved | DrillDone | ErasedTidied | FolderVersion | UpgradeBegun
Kind = TypeVar("Kind", BackupMade, KeysSaved, DrillDone, ErasedTidied, FolderVersion, UpgradeBegun)
_NAMES: dict[type[Record], str] = {
    BackupMade: "backup.json",
    KeysSaved: "keys.json",
    DrillDone: "drill.json",
    ErasedTidied: "erased.json",
    FolderVersion: "version.json",
    UpgradeBegun: "upgrade.json",
}


def write(record: Record) -> None:
    """Puts the record in the place of the last one of its kind."""
    with whole(places.records() / _NAMES[type(record)]) as draft:
        draft.write_bytes(msgspec.json.encode(record))


def forget(kind: type[Record]) -> None:
    """Takes the record of a kind away, if there is one."""
    (places.records() / _NAMES[kind]).unlink(missing_ok=True)


def read(kind: type[Kind]) -> Kind | None:
    """The last record of a kind; None when there is none or it cannot be read."""
    try:
        return msgspec.json.decode((places.records() / _NAMES[kind]).read_bytes(), type=kind)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
