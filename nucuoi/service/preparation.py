"""Brings a data folder up to date: schema, static files, and what an empty one is filled with."""

import json
import os
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from nucuoi.keeping import upgrade
from nucuoi.ratings.intake.opening import open_store
from nucuoi.ratings.intake.store import Unavailable
from nucuoi.service import announcement, demonstration
from nucuoi.service.errors import StartRefused
from nucuoi.service.progress import say

_PATIENCE_S = 4.0


def prepare(*, demo: bool) -> list[str]:
    """Prepares the data folder of the settings.

    Side effects:
        Migrates the database, after a backup when an older version filled it; collects static files when they changed; fills an empty folder with
        the demonstration (`demo`) or makes a one-time link for the first administrator.

    Returns:
        Lines for the person at the terminal.

    Raises:
        StartRefused: If the demonstration is wanted and not there; if the database does not answer,
            or would acknowledge ratings that it may lose.
        KeepingRefused: If the folder is a newer version's, or cannot be brought up to this one.
    """
    _check_database()
    demonstration.discard_unfinished(settings.DATA)
    upgrade.bring_up_to_date(say)
    _check_durable()
    _collect_static()
    if not demonstration.exists(settings.DATA):
        if demonstration.in_use():
            return []
        if not demo:
            first = announcement.of_first_administrator(setup_url())
            return [*first, *announcement.of_front(setup_url(front=True))]
        demonstration.build(settings.DATA)
    demonstration.readdress(settings.DATA, settings.BASE_URL)
    demonstration.say_ready(settings.DATA, None)
    return announcement.of_demonstration(settings.DATA, _titles())


def setup_url(*, front: bool = False) -> str:
    """A new link, good once: for the first administrator, or for the Front's first account."""
    from nucuoi.accounts.actions import make_setup_link
    from nucuoi.accounts.rules import Role

    secret = make_setup_link(role=Role.SUPERVISOR if front else Role.ADMIN)
    return f"{settings.BASE_URL}/cai-dat/{secret}/"


def _check_database() -> None:
    try:
        upgrade.check_folder()
    except OperationalError as fault:
        raise StartRefused(
            f"Không kết nối được cơ sở dữ liệu: {fault}. Kiểm tra DATABASE_URL và máy chủ cơ sở dữ liệu."
        ) from fault


def _check_durable() -> None:
    try:
        open_store(_PATIENCE_S).close()
    except Unavailable as fault:
        raise StartRefused(
            f"Cơ sở dữ liệu không bảo đảm giữ được đánh giá đã nhận ({fault}). Chưa khởi động gì."
        ) from fault


def _collect_static() -> None:
    """Collects and compresses static files unless the last collection was of the same files."""
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    state = _state_of_static()
    if stamp.exists() and stamp.read_text() == state:
        return
    say("Đang chuẩn bị tệp tĩnh …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state)


def _state_of_static() -> str:
    """Names, sizes and times of the files that would be collected."""
    from django.contrib.staticfiles import finders

    state = []
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))  # noqa: PTH116  # a storage gives text
            state.append([name, found.st_size, found.st_mtime_ns])
    return json.dumps(sorted(state))


def _titles() -> dict[str, str]:
    from nucuoi.accounts.rules import Role

    return {role.value: str(role.label) for role in Role}
