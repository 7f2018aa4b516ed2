"""Where things of this room lie in the data folder."""

from pathlib import Path

from django.conf import settings

RESTORE_BEGUN = "restore.begun"
"""Stands in a data folder while it is being restored, and after a restore that was not right."""


def backups() -> Path:
    """The folder of the backups of this machine; made when it is missing, mode 0700."""
    return _made(Path(settings.DATA) / "backups")


def records() -> Path:
    """The folder of `keeping.records`; made when it is missing, mode 0700."""
    return _made(Path(settings.DATA) / "keeping")


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
