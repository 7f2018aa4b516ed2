"""What was measured on, without naming the machine."""

import os
import platform
import sqlite3
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """The parts that decide the figures.

    Attributes:
        load: Average number of processes that wanted to run in the last minute before.
    """

    cores: int
    memory_gib: int
    kernel: str
    python: str
    sqlite: str
    server: str
    load: float

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return (
            f"{self.cores} cores, {self.memory_gib} GiB, Linux {self.kernel}, Python {self.python}, "
            f"SQLite {self.sqlite}, granian {self.server}; load average before: {self.load:.1f}"
        )


def this_machine() -> Machine:
    """The machine this runs on, at this moment."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(pages / 2**30),
        kernel=".".join(platform.release().split(".")[:2]),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        server=version("granian"),
        load=float(Path("/proc/loadavg").read_text().split()[0]),
    )
