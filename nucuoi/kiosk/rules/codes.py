"""Codes that people type at a tablet: for pairing it, for signing on, for the staff panel."""

import hashlib
import secrets
from datetime import timedelta

from nucuoi.foundation.mac import mac
from nucuoi.ratings.rules import crockford

PAIRING_LASTS = timedelta(minutes=10)
WRONG_TRIES = 5
LOCK_LASTS = timedelta(minutes=10)
STAFF_ROUNDS = 100_000
"""Rounds of PBKDF2 with which a tablet checks the staff code while it is offline."""

_PAIRING_BYTES = 5
_BADGE_DIGITS = 8
_STAFF_DIGITS = 6


def new_pairing_code() -> str:
    """Eight signs of base 32, shown as `XXXX-XXXX`."""
    signs = crockford.encode(secrets.token_bytes(_PAIRING_BYTES))
    return f"{signs[:4]}-{signs[4:]}"


def pairing_hash(code: str) -> bytes:
    """What is kept of a pairing code, however it was typed.

    Raises:
        ValueError: If it cannot be one.
    """
    values = crockford.read(code)
    return hashlib.sha256(crockford.decode(values, _PAIRING_BYTES)).digest()


def new_badge_code() -> str:
    """Eight digits that an official signs on with."""
    return f"{secrets.randbelow(10**_BADGE_DIGITS):0{_BADGE_DIGITS}}"


def badge_tag(key: bytes, code: str) -> bytes:
    """What is kept of a sign-on code: keyed, as eight digits alone could be tried out."""
    digits = "".join(sign for sign in code if sign.isdecimal())
    return mac(key, b"badge\0" + digits.encode())


def staff_code(key: bytes, device: int) -> str:
    """The six digits that open the staff panel of one tablet; made anew from the key each time."""
    number = int.from_bytes(mac(key, b"staff\0%d" % device)[:8])
    return f"{number % 10**_STAFF_DIGITS:0{_STAFF_DIGITS}}"


def staff_check(key: bytes, device: int) -> tuple[str, str]:
    """Salt and PBKDF2-SHA-256 of a tablet's staff code, in hexadecimal, for checking it offline."""
    salt = mac(key, b"salt\0%d" % device)[:16]
    code = staff_code(key, device).encode()
    return salt.hex(), hashlib.pbkdf2_hmac("sha256", code, salt, STAFF_ROUNDS).hex()
