"""The witness's folder: its key, the logs it knows, and what it signed last for each.

`witness.key` holds name and seed; `logs` one verifier key a line; `signed/<hash>` the last cosigned
checkpoint of a log, empty before the first. A log whose file is missing is a lost state.
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nucuoi.tlog import checkpoint, durable
from nucuoi.tlog.errors import Malformed, TlogError
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey, VerifierKey
from nucuoi.witness.errors import LostState, NotSetUp, UnknownLog

_KEY, _LOGS, _SIGNED = "witness.key", "logs", "signed"


def init(folder: Path, name: str) -> VerifierKey:
    """Makes the folder with a new key of that name.

    Raises:
        NotSetUp: If there is a key already, or the name cannot be one.
    """
    try:
        key = SigningKey(name, COSIGNATURE_V1, secrets.token_bytes(32))
    except Malformed:
        raise NotSetUp("Tên máy không có dấu cách và dấu cộng, ví dụ mttq.example/w1.") from None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(folder / _KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise NotSetUp(f"Thư mục {folder} đã có khóa; không lập đè.") from None
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{name} {key.seed.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    (folder / _SIGNED).mkdir(mode=0o700, exist_ok=True)
    durable.replace(folder, _LOGS, b"")
    return key.verifier


class Store:
    """An open folder.

    Raises:
        NotSetUp: If there is no key in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = _read_key(folder)

    def add(self, vkey: str) -> None:
        """Tells the witness of a log, or of a new key of a log it knows.

        A log it does not know begins with nothing signed; for one it knows nothing is forgotten.

        Raises:
            UnknownLog: If this is not the key of a log.
        """
        try:
            key = VerifierKey.parse(vkey.strip())
        except Malformed:
            key = None
        if key is None or key.kind != ED25519:
            raise UnknownLog(
                "Đây không phải khóa của một sổ; chép nguyên dòng ở trang sổ công khai."
            )
        with self.alone():
            known = self.logs()
            if key in known:
                return
            if key.name not in {one.name for one in known}:
                durable.write_once(self.folder, {self._place(key.name): b""})
            lines = "".join(f"{one}\n" for one in (*known, key))
            durable.replace(self.folder, _LOGS, lines.encode())

    def logs(self) -> list[VerifierKey]:
        """The keys of all logs it knows."""
        lines = (self.folder / _LOGS).read_text(encoding="utf-8").splitlines()
        return [VerifierKey.parse(line) for line in lines]

    def keys_of(self, origin: str) -> list[VerifierKey]:
        """The keys of one log; none when it is unknown."""
        return [key for key in self.logs() if key.name == origin]

    def last(self, origin: str) -> bytes:
        """The last checkpoint it cosigned, with both signatures; empty when there was none.

        Raises:
            LostState: If that is not known any more.
        """
        try:
            content = (self.folder / self._place(origin)).read_bytes()
            if content:
                checkpoint.verify(content, *self.keys_of(origin))
        except (OSError, TlogError):
            raise LostState(origin) from None
        return content

    def by_hash(self, name: str) -> bytes:
        """The last checkpoint of the log whose origin has this SHA-256 in hexadecimal; empty = none."""
        for key in self.logs():
            if self._place(key.name) == f"{_SIGNED}/{name}":
                return self.last(key.name)
        return b""

    def keep(self, origin: str, signed: bytes) -> None:
        """Puts a cosigned checkpoint in the place of the last one; durable when it returns."""
        durable.replace(self.folder, self._place(origin), signed)

    def check(self) -> None:
        """Refuses to start when the state of a known log is gone.

        Raises:
            LostState: If it is.
        """
        for key in self.logs():
            self.last(key.name)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within it no other thread or process reads and then writes the state."""
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _place(self, origin: str) -> str:
        return f"{_SIGNED}/{hashlib.sha256(origin.encode()).hexdigest()}"


def _read_key(folder: Path) -> SigningKey:
    try:
        name, seed = (folder / _KEY).read_text(encoding="utf-8").split()
        return SigningKey(name, COSIGNATURE_V1, bytes.fromhex(seed))
    except (OSError, ValueError):
        raise NotSetUp(
            f"Chưa có khóa trong {folder}. Chạy nucuoi witness --init TÊN trước."
        ) from None
