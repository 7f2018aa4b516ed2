"""How a leaf is made from salted parts: final, every byte (docs/explanation/leaf-format.md).

Vectors shared with JavaScript: tests/vectors/leaf.json.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Mapping
from enum import IntEnum

import msgspec

from nucuoi.foundation.mac import mac_once
from nucuoi.ledger.errors import NotCanonical

SALT_BYTES = 32
LARGEST_INTEGER = 2**53 - 1
"""JavaScript reads integers exactly up to here; the smallest is its negative."""

_PART = b"nucuoi/part/v1\0"
_ENTRY = b"nucuoi/entry/v1\0"
_SALT = b"nucuoi/salt/v1\0"
_DECOY = b"nucuoi/decoy/v1\0"
_LEAF = b"nucuoi/leaf/v1\n"
_JSON = msgspec.json.Encoder(order="deterministic")


class Kind(IntEnum):
    """What a leaf is about; its word in the leaf's data is the name in lower case."""

    ENTRY = 1
    CHANGE = 2
    EXCLUDE = 3
    TABLE = 4
    AUDIT = 5
    KEY = 6


def leaf_data(kind: Kind, digest: bytes) -> bytes:
    """The bytes the tree hashes for a leaf: nothing in them tells score, person or time."""
    return b"%s%s\n%s\n" % (_LEAF, kind.name.lower().encode(), base64.b64encode(digest))


def entry_digest(core: bytes, duty: bytes, text: bytes, receipt: bytes) -> bytes:
    """Joins the four part digests, 32 bytes each; an absent part gives its `decoy`."""
    return hashlib.sha256(_ENTRY + core + duty + text + receipt).digest()


def part_digest(name: str, salt: bytes, content: bytes) -> bytes:
    """Commits to one part: without the 32-byte salt no guess of the content can be tried."""
    return hashlib.sha256(b"%s%s\0%s%s" % (_PART, name.encode(), salt, content)).digest()


def salt(seed: bytes, name: str) -> bytes:
    """The salt of the part `name`, from the leaf's 32-byte seed."""
    return mac_once(seed, _SALT + name.encode())


def decoy(seed: bytes, name: str) -> bytes:
    """What stands for an absent part, so that its absence does not show."""
    return mac_once(seed, _DECOY + name.encode())


def canonical_json(content: Mapping[str, object]) -> bytes:
    r"""The one way to write `content`: UTF-8, keys by code point, no spaces, strings in NFC.

    Escapes are those of JavaScript's `JSON.stringify`: `\b \t \n \f \r \" \\`, other control
    characters below U+0020 as `\u00xx` in lower case, everything else as itself.

    Raises:
        NotCanonical: For anything but mappings with text keys, lists, text and integers within
            ±`LARGEST_INTEGER` (so no floats, booleans or null), for lone surrogates, and for two
            keys that NFC makes the same.
    """
    try:
        return _JSON.encode(_plain_mapping(content))
    except UnicodeEncodeError as fault:
        raise NotCanonical("text holds a lone surrogate") from fault


def _plain(value: object) -> object:
    if isinstance(value, str):
        return _composed(value)
    if type(value) is int and -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        return value
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise NotCanonical(f"{value!r} has no canonical form")


def _plain_mapping(value: Mapping[str, object]) -> dict[str, object]:
    plain = {_key(key): _plain(item) for key, item in value.items()}
    if len(plain) < len(value):
        raise NotCanonical("two keys are the same in NFC")
    return plain


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise NotCanonical("a key is not text")
    return _composed(key)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
