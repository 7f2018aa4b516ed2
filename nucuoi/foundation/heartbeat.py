"""A sign of life: a file that is touched at every turn, and how long ago that was."""

import time
from pathlib import Path


def beat(path: Path) -> None:
    """Says "alive now"; makes the file when it is missing."""
    path.touch()


def age_s(path: Path) -> float | None:
    """Seconds since the last beat, 0 or more; None when there never was one."""
    try:
        touched = path.stat().st_mtime
    except FileNotFoundError:
        return None
    return max(0.0, time.time() - touched)
