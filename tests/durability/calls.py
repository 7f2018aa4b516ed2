"""System calls of one program on the files of a data folder: listed, made to fail, made deadly."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NAMES = (
    *("openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir"),
)
FILES = (
    *("", "nucuoi.sqlite3", "nucuoi.sqlite3-wal", "nucuoi.sqlite3-shm"),
    *("nucuoi.sqlite3-journal", "worker.lock", "worker.beat"),
)
"""What web and worker touch; the folder itself is the first."""
_CALL = re.compile(r"^(\d+) +(\w+)\(", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the `number`-th call of that name, counted from 1 for each thread.

    Attributes:
        what: As strace says it: `error=EIO` or `signal=KILL`.
    """

    call: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.call}-{self.number}-{self.what.partition('=')[2]}"


def traced(data: Path, log: Path, fault: Fault | None = None) -> Sequence[str]:
    """The command in front of a program whose calls on the data folder are listed in `log`."""
    files = [word for name in FILES for word in ("-P", str(data / name))]
    inject = ("-e", f"inject={fault.call}:{fault.what}:when={fault.number}") if fault else ()
    names = ",".join(f"?{name}" for name in NAMES)
    return ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={names}", *files, *inject)


def faults(log: Path, *kinds: str) -> Iterator[Fault]:
    """A fault of each kind at every call that was listed."""
    for name, count in sorted(_most(log).items()):
        for number in range(1, count + 1):
            yield from (Fault(name, number, kind) for kind in kinds)


def reached(log: Path, fault: Fault) -> bool:
    """Whether the program came to the call at which the fault was to happen."""
    return _most(log).get(fault.call, 0) >= fault.number


def _most(log: Path) -> dict[str, int]:
    """How often the busiest thread made each call."""
    most: dict[str, int] = {}
    for (_, name), count in Counter(_CALL.findall(log.read_text())).items():
        most[name] = max(most.get(name, 0), count)
    return most
