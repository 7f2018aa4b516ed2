"""A file that only the auditor can open: X25519, HKDF-SHA-256 and ChaCha20-Poly1305, piece by piece.

The file is a line of format, the sender's one-time public key, then pieces, each behind its length
in four bytes. A piece's nonce is its number and whether it is the last: none can be left out, added
or moved.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nucuoi.auditor.errors import AuditRefused, NoKey, NotForYou

FORMAT: Final = b"nucuoi/opening/v1\n"
PREFIX: Final = "nucuoi-audit+"
LARGEST_PIECE: Final = 64 << 20
_KEY = "audit.key"
_NO_KEY = "Đây không phải khóa kiểm toán. Chép nguyên dòng mà nucuoi audit --init in ra."


def init(folder: Path) -> str:
    """Makes the auditor's key in a folder; returns the line with its public half.

    Raises:
        NoKey: If there is one already.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = X25519PrivateKey.generate()
    try:
        descriptor = os.open(folder / _KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise NoKey(f"Thư mục {folder} đã có khóa; không lập đè.") from None
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{key.private_bytes_raw().hex()}\n")
    return line_of(key.public_key())


def load(folder: Path) -> X25519PrivateKey:
    """The auditor's key.

    Raises:
        NoKey: If there is none.
    """
    try:
        return X25519PrivateKey.from_private_bytes(bytes.fromhex((folder / _KEY).read_text()))
    except (OSError, ValueError):
        raise NoKey(f"Chưa có khóa trong {folder}. Chạy nucuoi audit --init trước.") from None


def line_of(key: X25519PublicKey) -> str:
    """A public key as people copy it."""
    return PREFIX + b64encode(key.public_bytes_raw()).decode()


def read_line(line: str) -> X25519PublicKey:
    """The public key of a line.

    Raises:
        AuditRefused: If it is none.
    """
    prefix, _, encoded = line.strip().partition("+")
    try:
        if f"{prefix}+" == PREFIX:
            return X25519PublicKey.from_public_bytes(b64decode(encoded, validate=True))
    except ValueError:
        pass
    raise AuditRefused(_NO_KEY)


def seal(pieces: Iterable[bytes], to: X25519PublicKey) -> Iterator[bytes]:
    """The bytes of the file, from pieces of at most 64 MB; nothing of it can be read back here."""
    once = X25519PrivateKey.generate()
    mine, theirs = once.public_key().public_bytes_raw(), to.public_bytes_raw()
    box = _box(once.exchange(to), mine + theirs)
    yield FORMAT + mine
    number = 0
    for piece in pieces:
        yield _framed(box.encrypt(_nonce(number, last=False), piece, None))
        number += 1
    yield _framed(box.encrypt(_nonce(number, last=True), b"", None))


def opened(file: IO[bytes], key: X25519PrivateKey) -> Iterator[bytes]:
    """The pieces of a file.

    Raises:
        NotForYou: As soon as one does not fit; what came before it is genuine.
    """
    if file.read(len(FORMAT)) != FORMAT:
        raise NotForYou
    theirs = file.read(32)
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise NotForYou from None
    box, number = _box(shared, theirs + key.public_key().public_bytes_raw()), 0
    while sealed := _next(file):
        try:
            yield box.decrypt(_nonce(number, last=False), sealed, None)
        except InvalidTag:
            _check_last(box, number, sealed, file)
            return
        number += 1
    raise NotForYou


def _check_last(box: ChaCha20Poly1305, number: int, sealed: bytes, file: IO[bytes]) -> None:
    try:
        box.decrypt(_nonce(number, last=True), sealed, None)
    except InvalidTag:
        raise NotForYou from None
    if file.read(1):
        raise NotForYou


def _next(file: IO[bytes]) -> bytes:
    length = int.from_bytes(file.read(4), "big")
    if length > LARGEST_PIECE + 16:
        raise NotForYou
    return file.read(length)


def _framed(sealed: bytes) -> bytes:
    return len(sealed).to_bytes(4, "big") + sealed


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _box(shared: bytes, both: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, both, FORMAT).derive(shared))
