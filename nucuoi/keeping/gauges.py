"""The measures of the health page as gauges for `/metrics`, in seconds and bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from nucuoi.keeping.measures import Measures


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure; `about` in English, as all of `/metrics`."""

    name: str
    about: str
    value: float


def gauges(now: Measures) -> Iterator[Gauge]:
    """All figures that can be known now; what cannot is left out rather than shown as 0."""
    for name, about, value in _figures(now):
        if value is not None:
            yield Gauge(f"nucuoi_{name}", about, float(value))


def _figures(now: Measures) -> Iterator[tuple[str, str, float | None]]:
    yield "ratings_pending", "Ratings without a leaf", now.lags.pending
    yield "leaves_unfollowed", "Leaves not yet counted", now.lags.unfollowed
    yield "oldest_wait_seconds", "Wait of the oldest of them", now.oldest_wait.total_seconds()
    yield "worker_heartbeat_age_seconds", "Time since the worker's last life", now.lags.worker_s
    yield "disk_free_bytes", "Room left where the data folder is", now.room.free
    yield "disk_total_bytes", "Size of that disk", now.room.total
    yield "database_bytes", "Size of the database", now.database_size
    yield "log_unpublished", "Leaves since the last checkpoint", now.log.unpublished
    yield "log_stopped", "Whether publishing stands still", bool(now.log.stopped)
    yield "log_witnessed_age_seconds", "Since a witness cosigned", _age(now, now.log.witnessed_at)
    yield from _safety(now)
    yield from _time(now)
    yield "devices", "Paired devices", now.devices
    yield "devices_silent", "Silent in opening hours", len(now.silent)


def _safety(now: Measures) -> Iterator[tuple[str, str, float | None]]:
    if now.backup:
        yield "backup_age_seconds", "Time since the last backup", _age(now, now.backup.at)
        yield "backup_there", "Whether its file is still there", now.backup_is_there
    yield "keys_backup_age_seconds", "Time since the keys were saved", _age(now, now.keys_saved_at)
    yield "keys_unsaved", "Keys that were not saved then", len(now.keys_unsaved)
    if now.drill:
        yield "drill_age_seconds", "Time since the last restore drill", _age(now, now.drill.at)
        yield "drill_right", "Whether it went well", now.drill.right


def _time(now: Measures) -> Iterator[tuple[str, str, float | None]]:
    if now.kernel_clock:
        yield "clock_synchronised", "By the kernel's account", now.kernel_clock.synchronised
        yield "clock_error_seconds", "At most so far off, likewise", now.kernel_clock.error_s
    if now.clock_ahead is not None:
        yield "clock_ahead_seconds", "Ahead of most devices", now.clock_ahead.total_seconds()
    if now.certificate_expires_at:
        left = now.certificate_expires_at - now.at
        yield "certificate_seconds", "Until the certificate expires", left.total_seconds()


def _age(now: Measures, at: datetime | None) -> float | None:
    return None if at is None else (now.at - at).total_seconds()
