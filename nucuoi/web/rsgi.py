"""What the web server hands over: its RSGI interface, as far as we use it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import Any, Protocol

from granian.rsgi import (  # type: ignore[attr-defined]  # exported, though not by its `__all__`
    ProtocolClosed as Gone,
)

__all__ = [
    "READ_OFF_LIMIT",
    "Application",
    "Exchange",
    "Gone",
    "Handler",
    "Headers",
    "HeadersSent",
    "Scope",
    "Transport",
    "declared_length",
    "joined",
    "peer",
]

Headers = Sequence[tuple[str, str]]


class HeadersSent(Protocol):
    """Headers of a request; names are in lower case, values that are not ASCII are left out."""

    def get(self, key: str, default: Any = None) -> Any:
        """The first value under a name."""

    def __contains__(self, key: str) -> bool: ...

    def items(self) -> list[tuple[str, str]]:
        """All of them, a name that came twice two times."""


class Scope(Protocol):
    """One request without its body.

    Attributes:
        proto: `http`; anything else is no request.
        client: Address and port of the sender.
        server: Address and port it came in at.
        path: Decoded; what is no UTF-8 in it is replaced.
        authority: Host of an HTTP/2 request; None in HTTP/1.
    """

    proto: str
    http_version: str
    client: str
    server: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None
    headers: HeadersSent


class Transport(Protocol):
    """The way of a streamed answer."""

    async def send_bytes(self, data: bytes) -> None:
        """Sends a piece; waits while the receiver is slow, raises `Gone` when that is."""


class Exchange(Protocol):
    """The body of a request and the way of its answer."""

    async def __call__(self) -> bytes:
        """The whole body; raises `Gone` when its sender is."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The body in pieces; ends early when its sender is gone."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Answers; nothing happens when the sender is gone."""

    def response_stream(self, status: int, headers: Headers) -> Transport:
        """Begins an answer in pieces."""


Handler = Callable[[Scope, Exchange], Coroutine[Any, Any, None]]


class Application(Protocol):
    """What the server calls."""

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Once, before the first request."""

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        """For each request."""

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Once, after the last answer."""


READ_OFF_LIMIT = 32 * 1024 * 1024
"""So much of an unwanted body is thrown away, so that a sender who is still sending reads the
answer; beyond it the server closes the connection."""


def peer(scope: Scope) -> str:
    """The address at the other end of the connection, without its port and brackets."""
    return scope.client.rpartition(":")[0].strip("[]")


def declared_length(headers: HeadersSent) -> int | None:
    """The Content-Length; None = not given, or no number (the server refuses those itself)."""
    text = headers.get("content-length")
    return int(text) if text and text.isascii() and text.isdigit() else None


def joined(headers: HeadersSent, name: str) -> str:
    """All values under a name as one list; empty = none."""
    return ", ".join(value for key, value in headers.items() if key == name)
