"""Codes of tickets: 128 bits in a QR code, and a 10-digit number for a paired device of the point."""

import secrets
from collections.abc import Iterator
from itertools import count

from msgspec import Struct

from nucuoi.foundation.mac import mac
from nucuoi.ratings.rules import crockford

NUMBERS_A_MINUTE = 5
"""Numbers a device may try: ten digits are few enough to guess."""
_CODE_BYTES = 16
_CODE_SIGNS = 26
_NUMBER_DIGITS = 10
_CODE_TAG = b"nucuoi/ticket/v1\0"
_NUMBER_TAG = b"nucuoi/ticket-number/v1\0"
_REFERENCE_TAG = b"nucuoi/ticket-reference/v1\0"
_REFERENCE_CODE = b"nucuoi/ticket-of-reference/v1\0"
_REFERENCE_NUMBER = b"nucuoi/number-of-reference/v1\0"


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


def reference_tag(key: bytes, reference: str) -> bytes:
    """What the database keeps of another system's own reference."""
    return mac(key, _REFERENCE_TAG + reference.encode())


def code_of(key: bytes, reference: str) -> str:
    """The code of a reference, always the same one: only who holds the ticket key can make it."""
    return crockford.encode(mac(key, _REFERENCE_CODE + reference.encode())[:_CODE_BYTES])


def numbers_of(key: bytes, reference: str) -> Iterator[str]:
    """Numbers of a reference, always in the same order; the first one that was free is its own."""
    for place in count():
        drawn = mac(key, _REFERENCE_NUMBER + place.to_bytes(4) + reference.encode())
        yield f"{int.from_bytes(drawn) % 10**_NUMBER_DIGITS:0{_NUMBER_DIGITS}}"


def show_number(number: str) -> str:
    """The number as it is printed, in groups that can be read out: `0123 456 789`."""
    return f"{number[:4]} {number[4:7]} {number[7:]}"


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
