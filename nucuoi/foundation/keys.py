"""Secret keys in the data folder: one file a key, mode 0600, made when first needed."""

import os
import secrets
from functools import cache
from pathlib import Path

KEY_BYTES = 32


@cache
def load_or_make(folder: Path, name: str) -> bytes:
    """The 32-byte key `name`, from `<folder>/<name>.key`; made there when it is missing.

    Side effects:
        May create the folder (mode 0700) and the file (mode 0600, flushed to disk). Two processes
        that make it at once end up with the same key: the file is linked into place, never
        overwritten.

    Raises:
        ValueError: If the file does not hold exactly 32 bytes in hexadecimal.
    """
    path = folder / f"{name}.key"
    if not path.exists():
        _make(path)
    key = bytes.fromhex(path.read_text().strip())
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path.name} does not hold a 32-byte key")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first: its key is the key
    finally:
        draft.unlink()
