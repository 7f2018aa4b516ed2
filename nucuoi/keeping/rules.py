"""When a backup or a drill is due, which backups are kept, and how they are called."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from nucuoi.foundation.clock import HO_CHI_MINH, local

DAILY, WEEKLY = 7, 4
"""How many days and ISO weeks keep their newest backup."""
BACKUP_AT = time(2)
"""In Viet Nam, when hardly anybody rates."""
FIRST_BACKUP_AFTER = timedelta(hours=1)
DRILL_EVERY = timedelta(days=7)
DRILL_AGAIN_AFTER = timedelta(days=1)
"""After a drill that went wrong."""

_NAME = re.compile(r"nucuoi-(\d{8}-\d{6})\.tar\.gz")
_STAMP = "%Y%m%d-%H%M%S"


def name_at(at: datetime) -> str:
    """The file name of a backup made at an instant."""
    return f"nucuoi-{local(at):{_STAMP}}.tar.gz"


def name_before(version: str, at: datetime) -> str:
    """The file name of the backup before an upgrade to `version`; rotation never takes it away."""
    return f"nucuoi-truoc-{version}-{local(at):{_STAMP}}.tar.gz"


def made_at(name: str) -> datetime | None:
    """When the backup of that name was made; None when it is not one that rotates."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=HO_CHI_MINH)


def surplus(names: Iterable[str]) -> list[str]:
    """The backups that rotation takes away, oldest first.

    Kept are the newest of each of the last 7 days, and of each of the last 4 ISO weeks, on which
    there is one.
    """
    made = sorted((at, name) for name in names if (at := made_at(name)) is not None)
    newest_of_day = {at.date(): name for at, name in made}
    newest_of_week = {at.isocalendar()[:2]: name for at, name in made}
    kept = {*list(newest_of_day.values())[-DAILY:], *list(newest_of_week.values())[-WEEKLY:]}
    return [name for _, name in made if name not in kept]


def is_backup_due(now: datetime, last: datetime | None, in_use_since: datetime) -> bool:
    """Whether the day's backup is still to be made; a new folder gets its first after an hour."""
    if last is None:
        return now - in_use_since >= FIRST_BACKUP_AFTER
    return last < _last_backup_hour(now)


def is_drill_due(now: datetime, last: datetime | None, *, right: bool) -> bool:
    """Whether a backup should be tried out; `right` says how the last drill went."""
    return last is None or now - last >= (DRILL_EVERY if right else DRILL_AGAIN_AFTER)


def is_newer(version: str, than: str) -> bool:
    """Whether a version (1.2.3) is newer than another; what is no version is never newer."""
    return _parts(version) > _parts(than)


def _last_backup_hour(now: datetime) -> datetime:
    there = local(now)
    today = datetime.combine(there.date(), BACKUP_AT, HO_CHI_MINH)
    return today if there >= today else today - timedelta(days=1)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
