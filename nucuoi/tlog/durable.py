"""Files that are whole or absent after any crash, and that stay after a power cut.

Only one process at a time may write below a folder; any number may read.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Final

from nucuoi.tlog.errors import AlteredFile

FLUSHES_AT_ONCE: Final = 8
"""A disk takes flushes that wait together for about the price of one."""


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
    with ThreadPoolExecutor(FLUSHES_AT_ONCE) as pool:
        _put(folder, missing, pool)
        _flush_folders(folder, files, pool)


def replace(folder: Path, path: str, content: bytes) -> None:
    """Put a file in the place of its earlier version: readers see the old one or the new one."""
    with ThreadPoolExecutor(FLUSHES_AT_ONCE) as pool:
        _put(folder, {path: content}, pool)
        _flush_folders(folder, [path], pool)


def _stands(folder: Path, path: str, content: bytes) -> bool:
    try:
        found = (folder / path).read_bytes()
    except FileNotFoundError:
        return False
    if found != content:
        raise AlteredFile(path)
    return True


def _put(folder: Path, files: Mapping[str, bytes], pool: Executor) -> None:
    """Write and flush drafts, then give each its name."""
    targets = [folder / path for path in files]
    drafts = [target.with_name(f".{target.name}.{os.getpid()}") for target in targets]
    for parent in dict.fromkeys(target.parent for target in targets):
        parent.mkdir(parents=True, exist_ok=True)
    try:
        _at_once(pool, _write, drafts, files.values())
        for draft, target in zip(drafts, targets, strict=True):
            draft.replace(target)
    except BaseException:
        for draft in drafts:
            with suppress(OSError):
                draft.unlink()
        raise


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folders(folder: Path, paths: Iterable[str], pool: Executor) -> None:
    """Flush every folder above the files, up to `folder`.

    Also those above files that were there already: whoever put them may have died before this.
    """
    folders = {folder / parent for path in paths for parent in Path(path).parents}
    _at_once(pool, _flush, folders)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _at_once(pool: Executor, act: Callable[..., None], *arguments: Iterable[object]) -> None:
    """Do something for each; nothing of it goes on behind our back when one of them fails."""
    running = [pool.submit(act, *one) for one in zip(*arguments, strict=True)]
    wait(running)
    for one in running:
        one.result()
