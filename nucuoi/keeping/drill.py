"""The drill: is the newest backup one that can be restored? Tried out by the real command."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.lifeline import end_with_parent
from nucuoi.foundation.seat import Seat
from nucuoi.keeping import backup, databases, places, records
from nucuoi.keeping.errors import KeepingRefused
from nucuoi.keeping.records import DrillDone

_SCRATCH = ".dien-tap-"
_LONGEST = 2_000
"""Characters that are kept of what a drill said when it went wrong."""


def drill(*, by: Seat) -> DrillDone:
    """Restores the newest backup into a scratch folder, checks it, throws it away, writes the result.

    Raises:
        KeepingRefused: If there is no backup yet, or no place to try one.
    """
    newest = backup.newest()
    if newest is None:
        raise KeepingRefused("Chưa có bản sao lưu nào trong thư mục dữ liệu để diễn tập.")
    _clear()
    with (
        tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=places.backups()) as scratch,
        databases.scratch() as besides,
    ):
        tried = _tried(newest, Path(scratch) / "var", besides)
    said = "" if tried.returncode == 0 else (tried.stdout + tried.stderr)[-_LONGEST:]
    done = DrillDone(clock.now(), newest.name, right=tried.returncode == 0, said=said)
    _record(done, by)
    return done


def _tried(
    newest: Path, data: Path, besides: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "nucuoi.cli", "restore", str(newest), "--data", str(data)],
        env={**os.environ, **besides, "DJANGO_SETTINGS_MODULE": "nucuoi.settings"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=end_with_parent,  # no thread runs in this process
    )


def _record(done: DrillDone, by: Seat) -> None:
    records.write(done)
    action = "keeping.drill.passed" if done.right else "keeping.drill.failed"
    with transaction.atomic():
        audit.record(by=by, action=action, subject=done.archive[:80])


def _clear() -> None:
    """Takes away what a killed drill left."""
    for left in (Path(settings.DATA) / "backups").glob(f"{_SCRATCH}*"):
        shutil.rmtree(left)
