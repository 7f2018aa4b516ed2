"""One request over HTTP/2 with prior knowledge (RFC 9113), in as few frames as will do."""

import socket
from collections.abc import Iterator, Mapping

from tests.served import Served

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_DATA, _HEADERS, _SETTINGS = 0, 1, 4
_END_STREAM, _END_HEADERS, _ACK = 1, 4, 1


def content(site: Served, fields: Mapping[str, str], body: bytes) -> str:
    """What comes back as the content of the answer."""
    with site.connect() as link:
        link.sendall(_PREFACE + _frame(_SETTINGS, 0, 0, b""))
        link.sendall(_frame(_HEADERS, _END_HEADERS, 1, b"".join(map(_literal, fields.items()))))
        link.sendall(_frame(_DATA, _END_STREAM, 1, body))
        return b"".join(_contents(link)).decode()


def _contents(link: socket.socket) -> Iterator[bytes]:
    """The content of DATA frames until the stream ends; settings are acknowledged."""
    with link.makefile("rb") as frames:
        while True:
            head = frames.read(9)
            kind, flags = head[3], head[4]
            payload = frames.read(int.from_bytes(head[:3]))
            if kind == _SETTINGS and not flags & _ACK:
                link.sendall(_frame(_SETTINGS, _ACK, 0, b""))
            if kind == _DATA:
                yield payload
            if kind in {_DATA, _HEADERS} and flags & _END_STREAM:
                return


def _frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(3) + bytes([kind, flags]) + stream.to_bytes(4) + payload


def _literal(field: tuple[str, str]) -> bytes:
    """A header field that is never indexed, without Huffman's code (RFC 7541, 6.2.3)."""
    name, value = field
    return b"\x10" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
