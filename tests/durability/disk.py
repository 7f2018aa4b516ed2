"""A small disk that can be filled to its last byte and emptied again."""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Protocol

MEGABYTE = 2**20


class Disk(Protocol):
    """Holds a data folder."""

    def fill(self, pids: list[int]) -> None:
        """From now on the programs can write nothing more."""

    def free(self, pids: list[int]) -> None:
        """There is room again."""


class SmallFileSystem:
    """A file system of its own, filled with one large file: what root can make."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fill(self, pids: list[int]) -> None:
        """Writes until nothing fits, again after what was freed meanwhile."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (2**16, 1):
                _write_until_full(file, bytes(size))

    def free(self, pids: list[int]) -> None:
        """Takes the large file away."""
        self._ballast.unlink()


class SmallFiles:
    """A limit on how large the programs' files may grow: what everybody can set.

    The system answers EFBIG where a full disk answers ENOSPC.
    """

    def fill(self, pids: list[int]) -> None:
        """No file may grow beyond its first byte."""
        self._limit(pids, 1)

    def free(self, pids: list[int]) -> None:
        """No limit any more."""
        self._limit(pids, resource.RLIM_INFINITY)

    def _limit(self, pids: list[int], size: int) -> None:
        for pid in pids:
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


@contextmanager
def small_disk(folder: Path, megabytes: int = 24) -> Iterator[Disk]:
    """An empty folder on a small disk: a file system of its own where we may mount one."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes * MEGABYTE}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        yield SmallFiles()
        return
    try:
        yield SmallFileSystem(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _write_until_full(file: FileIO, block: bytes) -> None:
    with suppress(OSError):
        while True:
            file.write(block)
