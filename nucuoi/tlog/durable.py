"""Files that are whole or absent after any crash, and that stay after a power cut.

Only one process at a time may write below a folder; any number may read.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from nucuoi.tlog.errors import AlteredFile


def write_once(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files, by path below `folder`, that will never change again.

    When it returns, all are there whole and flushed. When it raises or dies, each is whole or
    absent, and doing it again completes it: a file that is there already is left alone.

    Args:
        folder: Must be there; folders below it are made.

    Raises:
        AlteredFile: If one is there with another content; none of the files is written then.
    """
    missing = {
        path: content for path, content in files.items() if not _stands(folder, path, content)
    }
    for path, content in missing.items():
        _put(folder / path, content)
    _flush_folders(folder, files)


def replace(folder: Path, path: str, content: bytes) -> None:
    """Put a file in the place of its earlier version: readers see the old one or the new one."""
    _put(folder / path, content)
    _flush_folders(folder, [path])


def _stands(folder: Path, path: str, content: bytes) -> bool:
    try:
        found = (folder / path).read_bytes()
    except FileNotFoundError:
        return False
    if found != content:
        raise AlteredFile(path)
    return True


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _flush_folders(folder: Path, paths: Iterable[str]) -> None:
    """Flush every folder above the files, up to `folder`.

    Also those above files that were there already: whoever put them may have died before this.
    """
    folders = {parent for path in paths for parent in (folder / path).relative_to(folder).parents}
    for below in sorted(folders, reverse=True):
        descriptor = os.open(folder / below, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
