"""The key that signs checkpoints: 32 bytes in one file of mode 0600, here or elsewhere."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from nucuoi.foundation.keys import KEY_BYTES
from nucuoi.ledger.errors import WrongKey
from nucuoi.tlog.keys import ED25519, SigningKey


def path() -> Path:
    """Where the key lies: `NUCUOI_LOG_KEY`, else `log.key` among the keys of the data folder."""
    return Path(settings.LOG_KEY or Path(settings.KEYS) / "log.key")


def make(origin: str) -> SigningKey:
    """The key of a log that begins; made when there is none."""
    key = _read(path(), origin)
    if key is None:
        key = draft(origin)
        _draft().replace(path())
    return key


def load(vkey: str) -> SigningKey:
    """The key whose public half is `vkey`.

    A new key whose leaf is in the log but which has not taken its place yet (the machine stopped
    in between) takes it now.

    Raises:
        WrongKey: If it is not there.
    """
    origin = vkey.partition("+")[0]
    for place in (path(), _draft()):
        key = _read(place, origin)
        if key is not None and str(key.verifier) == vkey:
            place.replace(path())
            return key
    raise WrongKey


def draft(origin: str) -> SigningKey:
    """A new key, durable beside the present one; `load` puts it in its place once the log names it."""
    place = _draft()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    key = _read(place, origin)
    assert key is not None, "it has just been written"
    return key


def _read(place: Path, origin: str) -> SigningKey | None:
    try:
        seed = bytes.fromhex(place.read_text().strip())
    except (OSError, ValueError):
        return None
    return SigningKey(origin, ED25519, seed) if len(seed) == KEY_BYTES else None


def _draft() -> Path:
    return path().with_suffix(".next")
