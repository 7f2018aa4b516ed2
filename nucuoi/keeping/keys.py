"""The keys in a file of their own, encrypted to a passphrase: scrypt, then Fernet, both of PyCA.

The file is JSON: format, salt, token. Inside the token is JSON: file name to content.
"""

import base64
import json
import os
import secrets
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import msgspec
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from nucuoi.foundation.keys import load_or_make
from nucuoi.keeping.durable import flush, whole
from nucuoi.keeping.errors import KeepingRefused, WrongPassphrase

FORMAT = "nucuoi/keys/v1"
"""Stands for the parameters of scrypt too: n = 2^17, r = 8, p = 1, 128 MB of memory."""
NAMES = (
    "address",
    "contact",
    "django",
    "kiosk",
    "log",
    "notices",
    "receipt",
    "second_factor",
    "ticket",
)
"""Every key of an installation; one that was not needed yet is made before all are saved."""
SHORTEST = 12
"""Characters of a passphrase."""


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The outside of the file; `salt` is base64, `token` as Fernet makes it."""

    format: str
    salt: str
    token: str


def save(folder: Path, to: Path, passphrase: str) -> tuple[str, ...]:
    """Writes all keys of a folder into a new encrypted file; returns the names of their files.

    Raises:
        KeepingRefused: If the passphrase is short or the file cannot be made.
    """
    check_passphrase(passphrase)
    for name in NAMES:
        load_or_make(folder, name)
    keys = {name: (folder / name).read_text() for name in file_names(folder)}
    if to.exists():
        raise KeepingRefused(f"Tệp {to} đã có; hãy chọn tên khác.")
    salt = secrets.token_bytes(16)
    token = _fernet(passphrase, salt).encrypt(json.dumps(keys).encode())
    sealed = KeyFile(FORMAT, base64.b64encode(salt).decode(), token.decode())
    try:
        with whole(to) as draft:
            draft.write_bytes(msgspec.json.encode(sealed))
    except OSError as fault:
        raise KeepingRefused(f"Không ghi được tệp {to}: {fault.strerror}.") from fault
    return tuple(keys)


def opened(file: Path, passphrase: str) -> dict[str, str]:
    """File name to content of the keys in an encrypted file.

    Raises:
        WrongPassphrase: If the passphrase is not the one, or the file was altered.
        KeepingRefused: If it is no such file.
    """
    try:
        sealed = msgspec.json.decode(file.read_bytes(), type=KeyFile)
        salt = base64.b64decode(sealed.salt, validate=True)
    except (OSError, ValueError) as fault:
        raise KeepingRefused(f"Tệp {file} không phải là tệp khóa đã sao lưu.") from fault
    if sealed.format != FORMAT:
        raise KeepingRefused(f"Tệp khóa {file} có dạng {sealed.format}, bản này chưa đọc được.")
    try:
        content = _fernet(passphrase, salt).decrypt(sealed.token.encode())
    except InvalidToken:
        raise WrongPassphrase from None
    return msgspec.json.decode(content, type=dict[str, str])


def file_names(folder: Path) -> list[str]:
    """Names of the files of all keys that are there."""
    return sorted(file.name for file in folder.glob("*.key"))


def put_back(keys: Mapping[str, str], folder: Path) -> None:
    """Writes opened keys into a folder (mode 0700, files 0600), flushed to disk."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in keys.items():
        place = folder / Path(name).name
        place.touch(mode=0o600)
        place.write_text(content)
        flush(place)
    flush(folder)


def check_passphrase(passphrase: str) -> None:
    """Whether it is long enough to keep keys with.

    Raises:
        KeepingRefused: If it is not.
    """
    if len(passphrase) < SHORTEST:
        raise KeepingRefused(f"Câu mật khẩu cần ít nhất {SHORTEST} ký tự; nên là một câu dễ nhớ.")


def passphrase_of_settings() -> str:
    """`NUCUOI_BACKUP_PASSPHRASE`; empty when nobody set it."""
    return os.environ.get("NUCUOI_BACKUP_PASSPHRASE", "")


def _fernet(passphrase: str, salt: bytes) -> Fernet:
    """The same letters give the same key, however a keyboard composes their diacritics."""
    written = unicodedata.normalize("NFC", passphrase).encode()
    derived = Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(written)
    return Fernet(base64.urlsafe_b64encode(derived))
