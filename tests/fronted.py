"""The front called without a server: a WSGI application over its RSGI interface.

What a server does by itself (lengths, connections, draining) is in `tests/db/test_server.py`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from types import SimpleNamespace
from typing import Any

from nucuoi.ratings.intake.application import Front
from nucuoi.web.rsgi import Exchange, Gone, Headers, Scope, Transport

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def fronted(behind: Application) -> Application:
    """The two rating calls in front of `behind`."""

    def application(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        exchange = CalledExchange(environ)
        passed = asyncio.run(_call(scope_of(environ), exchange))
        if passed:
            return behind(environ, start)
        start(f"{exchange.status} Answered", [*exchange.headers, _length(exchange.content)])
        return [exchange.content]

    return application


def scope_of(environ: Environ) -> Scope:
    """The scope of a request as WSGI describes it."""
    given = {
        name.removeprefix("HTTP_").lower().replace("_", "-"): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or (name == "CONTENT_LENGTH" and value)
    }
    found: Any = SimpleNamespace(
        proto="http",
        client=f"{environ.get('REMOTE_ADDR', '')}:49152",
        method=environ["REQUEST_METHOD"],
        path=environ["PATH_INFO"],
        headers=given,
    )
    return found  # type: ignore[no-any-return]  # a stand-in with what the front asks for


class CalledExchange(Exchange):
    """Reads the body from `wsgi.input` and keeps the answer."""

    def __init__(self, environ: Environ) -> None:
        self._body = environ["wsgi.input"]
        self._length = environ.get("CONTENT_LENGTH")
        self.status = 0
        self.headers: Headers = ()
        self.content = b""

    async def __call__(self) -> bytes:
        pieces = [piece async for piece in self]
        whole = b"".join(pieces)
        if self._length and len(whole) < int(self._length):
            raise Gone
        return whole

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := self._body.read(65_536):
            yield piece

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self.status, self.headers, self.content = status, headers, body

    def response_stream(self, status: int, headers: Headers) -> Transport:
        raise NotImplementedError


async def _call(scope: Scope, exchange: CalledExchange) -> bool:
    """Whether the request went on to what is behind."""
    passed = False

    async def behind(scope: Scope, exchange: Exchange) -> None:
        nonlocal passed
        passed = True

    front = Front(behind, lambda: None)
    front.__rsgi_init__(asyncio.get_running_loop())
    await front.__rsgi__(scope, exchange)
    return passed


def _length(content: bytes) -> tuple[str, str]:
    return "Content-Length", str(len(content))
