"""C2SP signed-note: the keys that sign notes, the names they go by, and what each type signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from nucuoi.tlog.errors import Malformed
from nucuoi.tlog.hashing import MAX_SIZE
from nucuoi.tlog.lines import decode_base64, encode_base64, is_plain

ED25519: Final = 0x01
"""Signature type of a log: Ed25519 over the note's text."""
COSIGNATURE_V1: Final = 0x04
"""Signature type of a witness: Ed25519 over a time and a checkpoint's text."""
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
KEY_ID_BYTES: Final = 4
TIME_BYTES: Final = 8


def check_name(name: str) -> None:
    """Refuse a key name that is empty or holds a Unicode space, a plus or a control character.

    Raises:
        Malformed: If it does.
    """
    if not name or not is_plain(name) or any(sign.isspace() or sign == "+" for sign in name):
        raise Malformed("a key name without spaces and plus signs", name)


def cosigned_message(text: str, timestamp: int) -> bytes:
    """What a `cosignature/v1` signs: its name, the time and the checkpoint's text.

    Args:
        timestamp: Seconds since the Epoch, 1 to 2^63 - 1.
    """
    if not 0 < timestamp <= MAX_SIZE:
        raise Malformed("a time from 1 to 2^63 - 1", timestamp)
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


@dataclass(frozen=True)
class VerifierKey:
    """A public key under a name, as verifiers are configured with it.

    Args:
        name: For a log its origin.
        kind: `ED25519` or `COSIGNATURE_V1`.
        public: 32 bytes as RFC 8032 encodes them.

    Raises:
        Malformed: If one of them is nothing of the kind.
    """

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        _check_identity(self.name, self.kind)
        if len(self.public) != KEY_BYTES:
            raise Malformed("a public key of 32 bytes", self.public)

    @classmethod
    def parse(cls, vkey: str) -> VerifierKey:
        """The key from its line of text, `name+key ID+base64`.

        Raises:
            Malformed: If it is not one, or its key ID is not that of its key.
        """
        name, _, rest = vkey.partition("+")
        material = decode_base64(rest.partition("+")[2])
        key = cls(name, material[0] if material else 0, material[1:])
        if str(key) != vkey:
            raise Malformed("a verifier key", vkey)
        return key

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(bytes([self.kind]) + self.public)}"

    @cached_property
    def key_id(self) -> bytes:
        """Four bytes that tell signatures of this key, together with its name."""
        named = f"{self.name}\n".encode() + bytes([self.kind]) + self.public
        return sha256(named).digest()[:KEY_ID_BYTES]

    def verifies(self, text: str, value: bytes) -> bool:
        """Whether `value`, from a signature line, is this key's signature of a note's text."""
        message, signature = text.encode(), value
        if self.kind == COSIGNATURE_V1:
            signature = value[TIME_BYTES:]
            try:
                message = cosigned_message(text, int.from_bytes(value[:TIME_BYTES], "big"))
            except Malformed:
                return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """A private key under a name. Keep the seed secret: it is left out of `repr`.

    Args:
        seed: 32 random bytes, as RFC 8032 begins with.
    """

    name: str
    kind: int
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_identity(self.name, self.kind)
        if len(self.seed) != KEY_BYTES:
            raise Malformed("a seed of 32 bytes", len(self.seed))

    @cached_property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.kind, self._private.public_key().public_bytes_raw())

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def sign(self, text: str, timestamp: int | None = None) -> bytes:
        """The signature of a note's text, as it stands behind the key ID.

        Args:
            timestamp: For a cosignature the time of it, seconds since the Epoch; else None.
        """
        if (timestamp is None) != (self.kind == ED25519):
            raise Malformed("a time for cosignatures only", timestamp)
        if timestamp is None:
            return self._private.sign(text.encode())
        signature = self._private.sign(cosigned_message(text, timestamp))
        return timestamp.to_bytes(TIME_BYTES, "big") + signature


def _check_identity(name: str, kind: int) -> None:
    check_name(name)
    if kind not in {ED25519, COSIGNATURE_V1}:
        raise Malformed("signature type 1 or 4", kind)
