"""Receipt codes (design §6): the device makes the code and keeps it, the server sees a lookup key.

Vectors shared with JavaScript: tests/vectors/receipts.json.
"""

import base64
import re
import secrets

from nucuoi.foundation.mac import mac, mac_once
from nucuoi.ledger.rules.parts import part_digest
from nucuoi.ratings.rules import crockford

CODE_BYTES = 10
_CODE_SIGNS = 16
_SALT = b"nucuoi/receipt-salt/v1\0"
_STORED = b"nucuoi/receipt-lookup/v1\0"
_NO_SALT = bytes(32)
_LOOKUP = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")


def make_code() -> str:
    """A new code of 80 random bits, shown 4-4-4-4-1."""
    return show_code(secrets.token_bytes(CODE_BYTES))


def server_code(key: bytes, rating_uuid: bytes) -> str:
    """The code of a rating whose sender made none: always the same for the same rating."""
    return show_code(server_bytes(key, rating_uuid))


def server_bytes(key: bytes, rating_uuid: bytes) -> bytes:
    """The 10 bytes of `server_code`.

    Args:
        key: The installation's receipt key, 32 bytes.
        rating_uuid: The 16 bytes of the rating's UUID.
    """
    return mac(key, rating_uuid)[:CODE_BYTES]


def show_code(raw: bytes) -> str:
    """The 10 bytes of a code as people see it, with its check character: `XXXX-XXXX-XXXX-XXXX-C`."""
    signs = crockford.encode(raw)
    check = crockford.check_sign(signs)
    return "-".join((signs[:4], signs[4:8], signs[8:12], signs[12:], check))


def read_code(text: str) -> bytes:
    """The 10 bytes of a code as a person types it: without regard to case, hyphens and spaces.

    Raises:
        ValueError: If it is not 17 signs of base 32, or the check character does not fit.
    """
    *values, check = crockford.read(text) or [0]
    if len(values) != _CODE_SIGNS or check != crockford.check_value(values):
        raise ValueError("not a receipt code")
    return crockford.decode(values, CODE_BYTES)


def lookup(code: str) -> bytes:
    """The lookup key of a code as a person types it.

    Raises:
        ValueError: As `read_code`.
    """
    return lookup_of(read_code(code))


def lookup_of(raw: bytes) -> bytes:
    """The lookup key: HKDF-SHA-256 (RFC 5869) of a code's bytes, no salt, info "lookup", 32 bytes."""
    extracted = mac(_NO_SALT, raw)
    return mac_once(extracted, b"lookup\x01")


def read_lookup(text: str) -> bytes:
    """A lookup key as a request carries it: 32 bytes in base64url without padding.

    Raises:
        ValueError: If it is not one.
    """
    if not _LOOKUP.fullmatch(text):
        raise ValueError("not a lookup key")
    return base64.urlsafe_b64decode(text + "=")


def stored_hash(key: bytes, lookup_key: bytes) -> bytes:
    """What the database keeps of a lookup key: 16 bytes that say nothing without `key`."""
    return mac(key, _STORED + lookup_key)[:16]


def digest(key: bytes, rating_uuid: bytes, lookup_key: bytes) -> bytes:
    """The digest of the leaf's `receipt` part, made at intake because the lookup key is not kept."""
    return part_digest("receipt", salt(key, rating_uuid), lookup_key)


def salt(key: bytes, rating_uuid: bytes) -> bytes:
    """The salt of the `receipt` part: opens it together with the lookup key, says nothing alone."""
    return mac(key, _SALT + rating_uuid)
