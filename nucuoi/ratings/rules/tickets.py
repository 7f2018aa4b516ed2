"""Codes of tickets: 128 bits in a QR code, and a 10-digit number for a paired device of the point."""

import secrets

from msgspec import Struct

from nucuoi.foundation.mac import mac
from nucuoi.ratings.rules import crockford

_CODE_BYTES = 16
_CODE_SIGNS = 26
_NUMBER_DIGITS = 10
_CODE_TAG = b"nucuoi/ticket/v1\0"
_NUMBER_TAG = b"nucuoi/ticket-number/v1\0"


class Tags(Struct, frozen=True):
    """What the database keeps of a ticket's code or number, as read from what somebody sent.

    Attributes:
        code: Keyed hash if the text is a code, else None.
        number: Keyed hash if the text is a 10-digit number, else None.
    """

    code: bytes | None = None
    number: bytes | None = None


def make_code() -> str:
    """A new code of 128 random bits: 26 signs of Crockford's base 32."""
    return crockford.encode(secrets.token_bytes(_CODE_BYTES))


def make_number() -> str:
    """A new number of 10 digits; the caller makes sure it is not in use."""
    return f"{secrets.randbelow(10**_NUMBER_DIGITS):0{_NUMBER_DIGITS}}"


def read(key: bytes, text: str) -> Tags:
    """The tags of a code or number as sent; both None when it can be neither, and so is unknown.

    Args:
        key: The installation's ticket key, 32 bytes.
        text: What was scanned or typed; case, hyphens and spaces do not matter.
    """
    bare = text.replace("-", "").replace(" ", "")
    if len(bare) == _NUMBER_DIGITS and bare.isascii() and bare.isdigit():
        return Tags(number=mac(key, _NUMBER_TAG + bare.encode()))
    try:
        values = crockford.read(bare)
        raw = crockford.decode(values, _CODE_BYTES)
    except ValueError:
        return Tags()
    if len(values) != _CODE_SIGNS:
        return Tags()
    return Tags(code=mac(key, _CODE_TAG + raw))
