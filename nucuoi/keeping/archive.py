"""The file format of a backup: a compressed tar whose last member holds the sums of all others.

It can be opened and checked by hand: `tar xzf FILE && sha256sum -c SHA256SUMS`.
"""

import gzip
import hashlib
import io
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

import msgspec

from nucuoi.keeping.durable import flush
from nucuoi.keeping.errors import Damaged
from nucuoi.keeping.note import Note

NOTE = "note.json"
SUMS = "SHA256SUMS"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""Name of the member that holds a database of that kind."""
FILES = ("demo.json",)
UPLOADS, LOG = FOLDERS = ("uploads", "log")
_COMPRESSION = 1
_BLOCK = 1 << 20


class Reader(Protocol):
    """Something that bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...  # as files do


def write(archive: Path, note: Note, members: Mapping[str, Path]) -> None:
    """Writes the members and the note; a file that grows meanwhile is taken as long as it was."""
    with tarfile.open(archive, "w:gz", compresslevel=_COMPRESSION) as tar:
        sums = {name: _add_file(tar, name, path) for name, path in members.items()}
        sums[NOTE] = _add_text(tar, NOTE, msgspec.json.encode(note))
        _add_text(tar, SUMS, _lines(sums))


def check(archive: Path) -> Note:
    """The note of an archive that is whole.

    Raises:
        Damaged: If it is half or altered, or not a backup of this product.
    """
    sums: dict[str, str] = {}
    kept: dict[str, bytes] = {}
    with _opened(archive) as members:
        for name, content in members:
            if SUMS in sums or name in sums:
                raise Damaged("thứ tự các phần không đúng")
            if name in (NOTE, SUMS):
                kept[name] = content.read()
                sums[name] = _sum(io.BytesIO(kept[name]))
            else:
                sums[name] = _sum(content)
    return _checked(sums, kept)


def unpack(archive: Path, folder: Path) -> None:
    """Writes the members of a checked archive into an empty folder, mode 0600, flushed to disk.

    Raises:
        Damaged: If it cannot be read any more.
    """
    with _opened(archive) as members:
        for name, content in members:
            if name not in (NOTE, SUMS):
                _write(folder / name, content)
    for written in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        flush(written)


class _Summed:
    """Reads from a file and sums what was read."""

    def __init__(self, file: Reader) -> None:
        self._file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.sum.update(block)
        return block


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as file:
        return _add(tar, name, os.fstat(file.fileno()).st_size, file)


def _add_text(tar: tarfile.TarFile, name: str, content: bytes) -> str:
    return _add(tar, name, len(content), io.BytesIO(content))


def _add(tar: tarfile.TarFile, name: str, size: int, file: Reader) -> str:
    """Adds one member; returns the SHA-256 of what was written, in hexadecimal."""
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    summed = _Summed(file)
    tar.addfile(member, summed)
    return summed.sum.hexdigest()


def _lines(sums: Mapping[str, str]) -> bytes:
    """The sums as sha256sum(1) writes them."""
    return "".join(f"{total}  {name}\n" for name, total in sums.items()).encode()


@contextmanager
def _opened(archive: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """The members one after the other; what goes wrong in reading them is Damaged."""
    try:
        file = archive.open("rb")
    except OSError as fault:
        raise Damaged(f"không đọc được tệp {archive} ({fault.strerror})") from fault
    try:
        with file, tarfile.open(fileobj=file, mode="r:gz") as tar:
            yield _members(tar)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise Damaged("tệp bị cắt ngang hoặc đã bị sửa") from fault


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in tar:
        content = tar.extractfile(member) if member.isreg() else None
        if content is None or not _is_ours(member.name):
            raise Damaged("có phần không phải của bản sao lưu")
        yield member.name, content
    _read_to_the_end(tar)


def _read_to_the_end(tar: tarfile.TarFile) -> None:
    """So that the length and sum behind the compressed data are checked too."""
    assert tar.fileobj is not None
    while tar.fileobj.read(_BLOCK):
        continue


def _is_ours(name: str) -> bool:
    if name in (NOTE, SUMS, *DATABASES.values(), *FILES):
        return True
    path = PurePosixPath(name)
    return len(path.parts) > 1 and path.parts[0] in FOLDERS and ".." not in path.parts


def _sum(content: Reader) -> str:
    total = hashlib.sha256()
    while block := content.read(_BLOCK):
        total.update(block)
    return total.hexdigest()


def _checked(sums: Mapping[str, str], kept: Mapping[str, bytes]) -> Note:
    if SUMS not in kept:
        raise Damaged("tệp bị cắt ngang")
    if kept[SUMS] != _lines({name: total for name, total in sums.items() if name != SUMS}):
        raise Damaged("nội dung không khớp với mã kiểm tra")
    try:
        note = msgspec.json.decode(kept[NOTE], type=Note)
    except (KeyError, msgspec.DecodeError) as fault:
        raise Damaged("không đọc được phần ghi chú") from fault
    if DATABASES.get(note.contents.database) not in sums:
        raise Damaged("thiếu cơ sở dữ liệu")
    return note


def _write(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file, _BLOCK)
    flush(path)
