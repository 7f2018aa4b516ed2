"""Files are whole or absent whatever happens while they are written."""

import errno
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from nucuoi.tlog import durable

FILES = {
    "tile/0/x001/000": b"full" * 2048,
    "tile/0/x001/001.p/3": b"part" * 24,
    "tile/entries/x001/001.p/3": b"\0\1a" * 3,
}
FALLIBLE = frozenset({"mkdir", "open", "write", "flush", "fsync", "replace"})
"""The calls by which a writer reaches the disk and that may report a fault."""
CALLS = FALLIBLE | {"close", "__exit__", "unlink"}
"""Those and the calls that only tidy up: the process may die at them as well."""


class Fault:
    """Does something in the place of the n-th call that reaches the disk, counted from 0."""

    def __init__(self, at: int, strike: Callable[[], None], calls: frozenset[str] = CALLS) -> None:
        self.at = at
        self.strike = strike
        self.calls = calls
        self.seen = 0
        self._turn = threading.Lock()

    def __call__(self, frame: FrameType, event: str, function: object) -> None:
        if event == "c_call" and name_of(function) in self.calls:
            with self._turn:
                self.seen += 1
                struck = self.seen == self.at + 1
            if struck:
                self.strike()

    def __enter__(self) -> None:
        threading.setprofile(self)
        sys.setprofile(self)

    def __exit__(self, *error: object) -> None:
        sys.setprofile(None)
        threading.setprofile(None)


def name_of(function: object) -> str:
    """Name of a call of the operating system or of a file; empty for all others."""
    owner = (
        getattr(function, "__module__", None)
        or type(getattr(function, "__self__", None)).__module__
    )
    return getattr(function, "__name__", "") if owner in {"posix", "io", "_io"} else ""


def fail() -> None:
    """The disk does not answer."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def die() -> None:
    """The process is killed, without a chance to tidy up."""
    os.kill(os.getpid(), signal.SIGKILL)


def count(work: Callable[[], None], calls: frozenset[str] = CALLS) -> int:
    """How many calls reach the disk when nothing goes wrong."""
    fault = Fault(sys.maxsize, fail, calls)
    with fault:
        work()
    return fault.seen


def in_a_child(work: Callable[[], None], fault: Fault) -> int:
    """Run in a process of its own; returns the signal that ended it, 0 for none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        with fault:
            work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but drafts."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def drafts_in(folder: Path) -> list[Path]:
    """Drafts below a folder."""
    return [path for path in folder.rglob(".*") if path.is_file()]


def test_killed_at_every_call(tmp_path: Path) -> None:
    """A writer that is killed at any call leaves whole files only; the next one completes them."""

    def write() -> None:
        durable.write_once(folder, FILES)

    (folder := tmp_path / "whole").mkdir()
    calls = count(write)
    for at in range(calls):
        (folder := tmp_path / str(at)).mkdir()

        assert in_a_child(write, Fault(at, die)) == -signal.SIGKILL
        assert files_in(folder).items() <= FILES.items()
        write()
        assert files_in(folder) == FILES
    assert calls > 20


def test_a_fault_at_every_call(tmp_path: Path) -> None:
    """A disk that fails at any call raises, leaves whole files and no draft; again completes it."""

    def write() -> None:
        durable.write_once(folder, FILES)

    (folder := tmp_path / "whole").mkdir()
    for at in range(count(write, FALLIBLE)):
        (folder := tmp_path / str(at)).mkdir()

        with pytest.raises(OSError, match="Input/output error"), Fault(at, fail, FALLIBLE):
            write()
        assert files_in(folder).items() <= FILES.items()
        assert drafts_in(folder) == []
        write()
        assert files_in(folder) == FILES


def test_a_disk_that_gives_up_for_good_is_told_by_its_first_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That drafts cannot be removed either hides nothing: the error is that of the write."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "unlink")

    monkeypatch.setattr(os, "fsync", lambda _: fail())
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OSError, match="Input/output error"):
        durable.write_once(tmp_path, FILES)

    assert files_in(tmp_path) == {}
    assert len(drafts_in(tmp_path)) == len(FILES)


def test_no_draft_comes_after_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slower writes beside the one that failed have ended when the error is raised."""
    write = durable._write

    def slow_or_broken(draft: Path, content: bytes) -> None:
        if "x001" not in str(draft):
            fail()
        time.sleep(0.05)
        write(draft, content)

    monkeypatch.setattr(durable, "_write", slow_or_broken)
    with pytest.raises(OSError, match="Input/output error"):
        durable.write_once(tmp_path, {"first": b"1", **FILES})
    time.sleep(0.1)

    assert (files_in(tmp_path), drafts_in(tmp_path)) == ({}, [])


def test_replacing_is_all_or_nothing(tmp_path: Path) -> None:
    """Killed at any call, a file in its place is the old or the new one, whole."""

    def replace() -> None:
        durable.replace(folder, "checkpoint", b"new")

    (folder := tmp_path / "whole").mkdir()
    outcomes = set()
    for at in range(count(replace)):
        (folder := tmp_path / str(at)).mkdir()
        (folder / "checkpoint").write_bytes(b"old")
        in_a_child(replace, Fault(at, die))
        outcomes.add((folder / "checkpoint").read_bytes())

    assert outcomes == {b"old", b"new"}


def test_a_file_is_flushed_before_it_gets_its_name_and_every_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut cannot take: the order of flushes that the disk was asked for."""
    asked = watch(tmp_path, monkeypatch)
    durable.write_once(tmp_path, FILES)
    named = [paths for kind, *paths in asked if kind == "name"]
    last_name = max(at for at, (kind, *_) in enumerate(asked) if kind == "name")

    assert {target for _, target in named} == set(FILES)
    for draft, target in named:
        assert asked.index(("flush", draft)) < asked.index(("name", draft, target))
    assert {path for _, path in asked[last_name + 1 :]} == {
        ".",
        "tile",
        "tile/0",
        "tile/0/x001",
        "tile/0/x001/001.p",
        "tile/entries",
        "tile/entries/x001",
        "tile/entries/x001/001.p",
    }


def test_folders_of_files_that_are_there_are_flushed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one who put them may have died before: only the second writer can vouch for them."""
    durable.write_once(tmp_path, FILES)
    asked = watch(tmp_path, monkeypatch)
    durable.write_once(tmp_path, {"tile/0/x001/000": FILES["tile/0/x001/000"]})

    assert sorted(asked) == [("flush", path) for path in (".", "tile", "tile/0", "tile/0/x001")]


def watch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A list that fills with what the disk is asked for, by paths below the folder."""
    asked: list[tuple[str, ...]] = []
    flush, name = os.fsync, os.replace

    def relative(path: str | Path) -> str:
        return str(Path(path).relative_to(folder))

    def fsync(descriptor: int) -> None:
        asked.append(("flush", relative(Path(f"/proc/self/fd/{descriptor}").readlink())))
        flush(descriptor)

    def replace(draft: Path, target: Path) -> None:
        asked.append(("name", relative(draft), relative(target)))
        name(draft, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    return asked
