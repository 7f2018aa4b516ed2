"""C2SP signed-note: a text and the signature lines below it.

Parsing shows nothing: ignore the text until `verify` has returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from nucuoi.tlog.errors import AmbiguousKeys, BadSignature, Malformed, NoKnownSignature
from nucuoi.tlog.keys import KEY_ID_BYTES, SigningKey, VerifierKey, check_name
from nucuoi.tlog.lines import decode_base64, encode_base64, is_plain

MAX_BYTES: Final = 1_000_000
MAX_SIGNATURES: Final = 100
PREFIX: Final = "— "
"""A signature line begins with an em dash and a space."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who says to have signed, and what follows the key ID.

    Raises:
        Malformed: If no line could say it.
    """

    name: str
    key_id: bytes
    value: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.key_id) != KEY_ID_BYTES or not self.value:
            raise Malformed("a signature behind a key ID of 4 bytes", self.key_id + self.value)

    @classmethod
    def parse(cls, line: str) -> Signature:
        """The signature of a line without its newline."""
        name, space, encoded = line.removeprefix(PREFIX).partition(" ")
        if not line.startswith(PREFIX) or not space:
            raise Malformed("a signature line", line)
        value = decode_base64(encoded)
        return cls(name, value[:KEY_ID_BYTES], value[KEY_ID_BYTES:])

    def __str__(self) -> str:
        return f"{PREFIX}{self.name} {encode_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A signed text.

    Args:
        text: Ends in a newline; no control characters but newlines.
        signatures: 1 to 100.

    Raises:
        Malformed: If it is not so.
    """

    text: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        check_text(self.text)
        if not 0 < len(self.signatures) <= MAX_SIGNATURES:
            raise Malformed("1 to 100 signatures", len(self.signatures))

    @classmethod
    def parse(cls, content: bytes | str) -> Note:
        """The note with exactly these bytes, at most 1,000,000.

        Raises:
            Malformed: If they are none.
        """
        text, empty, lines = _decoded(content).rpartition("\n\n")
        if not empty:
            raise Malformed("a text, an empty line and signatures", content)
        return cls(f"{text}\n", parse_signatures(lines))

    def __bytes__(self) -> bytes:
        return f"{self.text}\n{''.join(map(str, self.signatures))}".encode()

    def signed_also(self, signatures: Iterable[Signature]) -> Note:
        """The note with further signatures below those it has; lines it has already are left out."""
        return Note(self.text, tuple(dict.fromkeys((*self.signatures, *signatures))))


def parse_signatures(content: bytes | str) -> tuple[Signature, ...]:
    """Signature lines, each with its newline, as below a note or in a witness's answer.

    Raises:
        Malformed: If a line is none or the last one is cut off.
    """
    *whole, rest = _decoded(content).split("\n")
    if rest:
        raise Malformed("a newline at the end", rest)
    return tuple(Signature.parse(line) for line in whole)


def sign(text: str, *keys: SigningKey) -> Note:
    """A text signed by logs' keys, in their order."""
    return Note(text, tuple(signature(text, key) for key in keys))


def signature(text: str, key: SigningKey, timestamp: int | None = None) -> Signature:
    """A key's signature line for a text.

    Args:
        timestamp: For a cosignature its time, seconds since the Epoch; else None.

    Raises:
        Malformed: If the text cannot be that of a note, or the key is not for this purpose.
    """
    check_text(text)
    return Signature(key.name, key.verifier.key_id, key.sign(text, timestamp))


def verify(note: Note, keys: Iterable[VerifierKey]) -> list[tuple[VerifierKey, Signature]]:
    """The signatures of known keys, in the order of the note; others are ignored.

    Raises:
        NoKnownSignature: If there is none.
        BadSignature: If one of them does not hold; the note as a whole is refused.
        AmbiguousKeys: If two different keys share name and key ID.
    """
    found = known_signatures(note, keys)
    if not found:
        raise NoKnownSignature(signature.name for signature in note.signatures)
    return found


def known_signatures(
    note: Note, keys: Iterable[VerifierKey]
) -> list[tuple[VerifierKey, Signature]]:
    """As `verify`, but it may be none: for witnesses, of whom a quorum is asked elsewhere."""
    known = _by_identity(keys)
    found = [
        (known[line.name, line.key_id], line)
        for line in note.signatures
        if (line.name, line.key_id) in known
    ]
    for key, line in found:
        if not key.verifies(note.text, line.value):
            raise BadSignature(line.name, line.key_id)
    return found


def check_text(text: str) -> None:
    """Refuse a text that cannot be signed.

    Raises:
        Malformed: If it is not UTF-8, does not end in a newline, or holds other control characters.
    """
    if not text.endswith("\n") or not is_plain(text.replace("\n", "")):
        raise Malformed("UTF-8 without control characters that ends in a newline", text)


def _by_identity(keys: Iterable[VerifierKey]) -> dict[tuple[str, bytes], VerifierKey]:
    different = set(keys)
    known = {(key.name, key.key_id): key for key in different}
    if len(known) < len(different):
        raise AmbiguousKeys("two keys share a name and a key ID")
    return known


def _decoded(content: bytes | str) -> str:
    if len(content) > MAX_BYTES:
        raise Malformed("a note of at most 1000000 bytes", len(content))
    if isinstance(content, str):
        return content
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Malformed("UTF-8", content) from None
