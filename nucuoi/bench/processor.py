"""CPU time and memory of exactly the processes that were started, from /proc (Linux)."""

import os
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_s(root: int) -> float:
    """CPU seconds of a process and all below it, those that have ended included.

    Args:
        root: Its process id; 0.0 when it is gone.
    """
    return sum(_ticks(pid) for pid in family(root)) / _TICKS_A_SECOND


def proportional_bytes(root: int) -> int:
    """Memory of a process and all below it; pages that several share are divided among them."""
    return sum(_proportional_kib(pid) for pid in family(root)) * 1024


def family(root: int) -> list[int]:
    """The process and all below it that are alive."""
    found = [root]
    for pid in found:
        found += _children(pid)
    return found


def _children(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in _words(thread / "children")]
    except OSError:
        return []


def _words(path: Path) -> list[str]:
    return path.read_text().split()


def _ticks(pid: int) -> int:
    """Time of its own in user and kernel, and of the children it has buried."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, after_name[11:15]))


def _proportional_kib(pid: int) -> int:
    try:
        words = _words(Path(f"/proc/{pid}/smaps_rollup"))
    except OSError:
        return 0
    return int(words[words.index("Pss:") + 1]) if words else 0
