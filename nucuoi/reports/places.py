"""Where exports lie in the data folder: mode 0600, in no backup, swept after seven days."""

from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """The folder of all exports; made when it is missing, mode 0700."""
    place = Path(settings.DATA) / "exports"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def file_of(number: int, form: str) -> Path:
    """The file of an export, which may not be there (yet, or any more)."""
    return folder() / f"{number}.{form}"
