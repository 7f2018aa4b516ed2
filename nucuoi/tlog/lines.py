"""Numbers, hashes and checkpoints in lines of text: one spelling each, all others are refused."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import Final

from nucuoi.tlog.errors import Malformed
from nucuoi.tlog.hashing import HASH_BYTES, MAX_SIZE

MAX_PROOF_LINES: Final = 63
"""The longest proof tlog-witness allows; enough for 2^62 leaves."""

_NOT_PLAIN = re.compile(r"[\x00-\x1f\ud800-\udfff]")


def is_plain(text: str) -> bool:
    """Whether it holds no ASCII control character and nothing that UTF-8 cannot hold."""
    return not _NOT_PLAIN.search(text)


def decode_decimal(text: str) -> int:
    """An ASCII decimal from 0 to 2^63 - 1 without leading zeroes."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text) or int(text) > MAX_SIZE:
        raise Malformed("a decimal from 0 to 2^63 - 1 without leading zeroes", text)
    return int(text)


def encode_base64(value: bytes) -> str:
    """Standard base64 of RFC 4648 section 4, padded."""
    return b64encode(value).decode()


def decode_base64(text: str) -> bytes:
    """Bytes from standard base64; bits that no encoder would set are refused as well."""
    try:
        value = b64decode(text, validate=True)
    except ValueError:
        raise Malformed("base64", text) from None
    if encode_base64(value) != text:
        raise Malformed("base64 in its one spelling", text)
    return value


def decode_hash(text: str) -> bytes:
    """A SHA-256 hash in base64."""
    value = decode_base64(text)
    if len(value) != HASH_BYTES:
        raise Malformed("the base64 of 32 bytes", text)
    return value


def decode_proof(lines: Sequence[str]) -> tuple[bytes, ...]:
    """The hashes of a proof, one a line."""
    if len(lines) > MAX_PROOF_LINES:
        raise Malformed("a proof of at most 63 hashes", len(lines))
    return tuple(decode_hash(line) for line in lines)


def encode_proof(proof: Sequence[bytes]) -> list[str]:
    """The lines of a proof."""
    return [encode_base64(value) for value in proof]


def decode_field(name: str, line: str) -> str:
    """The value of a line `name value`."""
    prefix, space, value = line.partition(" ")
    if prefix != name or not space:
        raise Malformed(f"a line that begins with {name} and a space", line)
    return value


def join_checkpoint(lines: Iterable[str], checkpoint: bytes) -> bytes:
    """Lines, an empty line and a signed checkpoint."""
    return "".join(f"{line}\n" for line in lines).encode() + b"\n" + checkpoint


def split_checkpoint(content: bytes) -> tuple[list[str], bytes]:
    """The lines before the first empty line, and the signed checkpoint after it, verbatim."""
    head, empty, checkpoint = content.partition(b"\n\n")
    if not empty or not head.isascii():
        raise Malformed("ASCII lines, an empty line and a checkpoint", content)
    return head.decode().split("\n"), checkpoint
