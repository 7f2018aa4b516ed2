"""What is measured of an installation now; the health page and `/metrics` show the same values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from nucuoi import worker
from nucuoi.keeping import databases, keys, machine, records
from nucuoi.keeping.machine import KernelClock, Room
from nucuoi.keeping.records import BackupMade, DrillDone, KeysSaved
from nucuoi.ledger import queries as ledger
from nucuoi.ledger import standstill
from nucuoi.organisation import queries as organisation
from nucuoi.oversight.queries import witnesses
from nucuoi.ratings import queries as ratings
from nucuoi.ratings.queries import DeviceRow
from nucuoi.worker import Lags

FEWEST_DEVICES = 3
"""Below this many, devices that disagree with our clock may be wrong themselves."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A paired tablet that has not been heard of although its service point is open."""

    name: str
    place: str
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class LogState:
    """How far the public log is.

    Attributes:
        published_at: When the last checkpoint was signed; None = never.
        unpublished: Leaves since then.
        witnessed_at: When a witness last cosigned; None = never.
        stopped: Why nothing is published, in Vietnamese; empty when all is well.
    """

    published_at: datetime | None = None
    unpublished: int = 0
    witnesses: int = 0
    witnessed_at: datetime | None = None
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """All of it at one moment.

    Attributes:
        in_use_since: When the folder was first started; None = never by `./run`.
        backup_is_there: Whether the file of the last backup still exists.
        keys_saved_at: When the keys were last saved; None = never on this machine.
        keys_unsaved: Files of keys that were not saved then.
        oldest_wait: How long the rating that waits longest has waited for its leaf.
        clock_ahead: How far our clock is before the devices' (median of at least three).
        certificate: File that is watched; None = none is named.
        certificate_expires_at: None = it cannot be read.
        devices: How many are paired.
        log: The public log.
    """

    at: datetime
    in_use_since: datetime | None
    room: Room
    database_size: int
    backup: BackupMade | None
    backup_is_there: bool
    drill: DrillDone | None
    keys_saved_at: datetime | None
    keys_unsaved: tuple[str, ...]
    lags: Lags
    oldest_wait: timedelta
    kernel_clock: KernelClock | None
    clock_ahead: timedelta | None
    certificate: Path | None
    certificate_expires_at: datetime | None
    devices: int
    silent: tuple[Silent, ...]
    log: LogState


def measure(at: datetime) -> Measures:
    """Measures everything; a dozen small statements and a few looks at files."""
    folder = records.read(records.FolderVersion)
    backup = records.read(records.BackupMade)
    saved = records.read(records.KeysSaved)
    file = settings.TLS_CERTIFICATE
    devices = ratings.paired_devices()
    return Measures(
        at=at,
        in_use_since=folder.since if folder else None,
        room=machine.room(settings.DATA),
        database_size=databases.size(),
        backup=backup,
        backup_is_there=backup is not None and Path(backup.path).exists(),
        drill=records.read(records.DrillDone),
        keys_saved_at=saved.at if saved else None,
        keys_unsaved=_unsaved(saved),
        lags=worker.lags(),
        oldest_wait=_oldest_wait(at),
        kernel_clock=machine.kernel_clock(),
        clock_ahead=_clock_ahead(ratings.device_clock_offsets_ms()),
        certificate=file,
        certificate_expires_at=machine.certificate_expires_at(file) if file else None,
        devices=len(devices),
        silent=_silent(devices, at),
        log=_log(),
    )


def _unsaved(saved: KeysSaved | None) -> tuple[str, ...]:
    names = saved.names if saved else ()
    return tuple(name for name in keys.file_names(Path(settings.KEYS)) if name not in names)


def _log() -> LogState:
    last, witnessed = ledger.last_checkpoint(), ledger.last_witnessed()
    return LogState(
        published_at=last.signed_at if last else None,
        unpublished=ledger.size() - (last.size if last else 0),
        witnesses=len(witnesses()),
        witnessed_at=witnessed.witnessed_at if witnessed else None,
        stopped=standstill.sentence(),
    )


def _oldest_wait(at: datetime) -> timedelta:
    oldest = ratings.oldest_pending_at()
    return max(timedelta(), at - oldest) if oldest else timedelta()


def _clock_ahead(offsets_ms: Iterable[int]) -> timedelta | None:
    """The middle of the devices' offsets; None when there are too few to judge by."""
    ordered = sorted(offsets_ms)
    if len(ordered) < FEWEST_DEVICES:
        return None
    return timedelta(milliseconds=ordered[len(ordered) // 2])


def _silent(devices: Iterable[DeviceRow], at: datetime) -> tuple[Silent, ...]:
    quiet = [row for row in devices if not row.is_alive(at)]
    names = organisation.open_points(at) if quiet else {}
    return tuple(
        Silent(row.name, names[row.point], row.last_seen_at) for row in quiet if row.point in names
    )
