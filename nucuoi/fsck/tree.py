"""The published tree against the leaves: every hash, tile and signature made again with hashlib."""

import base64
import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from nucuoi.fsck.reading import KINDS, one, rows

WIDTH = 256
_LOG = "SELECT id, name, origin FROM ledger_log ORDER BY id DESC LIMIT 1"
_CHECKPOINTS = "SELECT size, root, signed FROM ledger_checkpoint WHERE log_id = %s ORDER BY size"
_LEAVES = 'SELECT kind, digest FROM ledger_leaf WHERE "index" < %s ORDER BY "index"'


def roots() -> Iterator[str]:
    """Every signed checkpoint is of the leaves as they are now, and nothing was cut off."""
    for log, _, _ in rows(_LOG):
        leaves = one("SELECT COUNT(*) FROM ledger_leaf")
        peaks: list[tuple[int, bytes]] = []
        hashes = (_hash(data) for data in _data(leaves))
        at = 0
        for size, root, _ in rows(_CHECKPOINTS, log):
            if size > leaves:
                yield f"mốc {size} dòng: sổ chỉ còn {leaves} dòng"
                return
            while at < size:
                _grow(peaks, next(hashes))
                at += 1
            if _root(peaks) != bytes(root):
                yield f"mốc {size} dòng: gốc của cây không còn như đã ký"


def signatures() -> Iterator[str]:
    """Every checkpoint says what its row says, under a key that the log names."""
    keys = [_key(core) for core in _key_cores()]
    for log, _, origin in rows(_LOG):
        for size, root, signed in rows(_CHECKPOINTS, log):
            text, _, lines = bytes(signed).decode().rpartition("\n\n")
            expected = f"{origin}\n{size}\n{base64.b64encode(bytes(root)).decode()}"
            if text != expected:
                yield f"mốc {size} dòng: nội dung đã ký không như đã ghi"
            elif not any(_signed(key, f"{text}\n", lines) for key in keys):
                yield f"mốc {size} dòng: chữ ký không đúng"


def tiles() -> Iterator[str]:
    """The public files are those of the leaves, all of them are there, the checkpoint too.

    Others go on publishing: the files may be ahead of what is read of the database.
    """
    for log, name, _ in rows(_LOG):
        last = list(rows(_CHECKPOINTS, log))[-1:]
        folder = Path(settings.DATA) / "log" / name
        for size, _, signed in last:
            yield from _wrong_tiles(folder, size)
            shown = _file(folder / "checkpoint").rpartition(b"\n\n")[0]
            if shown != bytes(signed).rpartition(b"\n\n")[0] and _size(shown) <= size:
                yield "tệp checkpoint không phải mốc mới nhất"


def _size(text: bytes) -> int:
    """Size in a checkpoint's text; 0 when it is none."""
    lines = text.split(b"\n")
    return int(lines[1]) if len(lines) > 1 and lines[1].isdigit() else 0


def _wrong_tiles(folder: Path, size: int) -> Iterator[str]:
    """Level 0 and the bundles tile by tile; above them a 256th is left."""
    row: list[bytes] = []
    data = _data(size)
    for number in range(-(-size // WIDTH)):
        some = list(islice(data, WIDTH))
        bundle = b"".join(len(entry).to_bytes(2, "big") + entry for entry in some)
        yield from _wrong_tile(folder, "entries", number, len(some), bundle)
        hashes = [_hash(entry) for entry in some]
        yield from _wrong_tile(folder, "0", number, len(hashes), b"".join(hashes))
        if len(hashes) == WIDTH:
            row.append(_perfect(hashes))
    yield from _wrong_above(folder, row)


def _wrong_above(folder: Path, row: list[bytes]) -> Iterator[str]:
    level = 1
    while row:
        above = []
        for number, start in enumerate(range(0, len(row), WIDTH)):
            some = row[start : start + WIDTH]
            yield from _wrong_tile(folder, str(level), number, len(some), b"".join(some))
            if len(some) == WIDTH:
                above.append(_perfect(some))
        row, level = above, level + 1


def _wrong_tile(folder: Path, level: str, number: int, width: int, content: bytes) -> Iterator[str]:
    full = f"tile/{level}/{_numbered(number)}"
    path = full if width == WIDTH else f"{full}.p/{width}"
    found = _file(folder / path) or _file(folder / full)[: len(content)]
    if found != content:
        yield f"{path}: {'không như sổ' if found else 'không có'}"


def _numbered(number: int) -> str:
    digits = f"{number:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _data(size: int) -> Iterator[bytes]:
    for kind, digest in rows(_LEAVES, size):
        said = base64.b64encode(bytes(digest)).decode()
        yield f"nucuoi/leaf/v1\n{KINDS.get(kind, kind)}\n{said}\n".encode()


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _perfect(row: list[bytes]) -> bytes:
    while len(row) > 1:
        row = [_node(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
    return row[0]


def _grow(peaks: list[tuple[int, bytes]], leaf: bytes) -> None:
    """Appends a leaf; `peaks` are the complete subtrees as (height, root), highest first."""
    height = 0
    while peaks and peaks[-1][0] == height:
        leaf = _node(peaks.pop()[1], leaf)
        height += 1
    peaks.append((height, leaf))


def _root(peaks: list[tuple[int, bytes]]) -> bytes:
    root = peaks[-1][1]
    for _, left in reversed(peaks[:-1]):
        root = _node(left, root)
    return root


def _key_cores() -> Iterator[bytes]:
    statement = 'SELECT core FROM ledger_leaf WHERE kind > 1 AND kind = 6 ORDER BY "index"'
    for (core,) in rows(statement):
        yield bytes(core)


def _key(core: bytes) -> tuple[str, str, bytes]:
    """Name, key id in hexadecimal and public key of a key leaf."""
    name, identity, encoded = json.loads(core)["key"].split("+", 2)
    return name, identity, base64.b64decode(encoded)[1:]


def _signed(key: tuple[str, str, bytes], text: str, lines: str) -> bool:
    name, identity, public = key
    for line in lines.splitlines():
        _, signer, encoded = line.split(" ")
        value = base64.b64decode(encoded)
        if (signer, value[:4].hex()) != (name, identity):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(value[4:], text.encode())
        except InvalidSignature:
            return False
        return True
    return False
