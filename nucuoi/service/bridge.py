"""Django, whose requests wait in threads, behind a server whose requests are coroutines.

The body is read before a thread is taken, so that a slow sender holds none.
"""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import chain
from typing import IO, Any

from nucuoi.service.environ import environ_of
from nucuoi.service.turns import Turns
from nucuoi.web.rsgi import READ_OFF_LIMIT, Exchange, Gone, Headers, Scope, declared_length

THREADS = 16
"""Requests of Django in work at once; each thread keeps a database connection."""
ROOM = 256
"""Requests that may be in work or wait for a thread; more are told to come again."""
_IN_MEMORY_BYTES = 256 * 1024
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
_COME_AGAIN = (("Retry-After", "2"), ("Cache-Control", "no-store"))

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class SenderGone(Exception):
    """The sender has hung up before its request was whole."""


class Bridge:
    """Calls a WSGI application in threads.

    Args:
        application: Django.
        body_limit: Bytes of a body that it gets to see; of a longer one it sees the length only.
        turns: Short while it works.
    """

    def __init__(self, application: WSGI, body_limit: int, turns: Turns) -> None:
        self._application = application
        self._body_limit = body_limit
        self._turns = turns
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="django")
        self._inside = 0

    async def __call__(self, scope: Scope, exchange: Exchange) -> None:
        """Answers one request."""
        if scope.proto != "http" or self._inside >= ROOM:
            exchange.response_bytes(503, _COME_AGAIN, b"")
            return
        self._inside += 1
        try:
            await self._answer(scope, exchange)
        finally:
            self._inside -= 1

    def close(self) -> None:
        """Lets what is in work finish; no request comes any more."""
        self._threads.shutdown()

    async def _answer(self, scope: Scope, exchange: Exchange) -> None:
        try:
            body, length = await self._body(scope, exchange)
        except SenderGone:
            exchange.response_bytes(400, (), b"")
            return
        with body:
            loop = asyncio.get_running_loop()
            answer = Answer(exchange, loop)
            environ = environ_of(scope, body, length)
            await loop.run_in_executor(self._threads, self._run, environ, answer)

    def _run(self, environ: dict[str, Any], answer: "Answer") -> None:
        """In a thread: the whole request, so that Django's connections stay with their thread."""
        with self._turns.short():
            parts = self._application(environ, answer.start)
            try:
                answer.send(iter(parts))
            finally:
                close = getattr(parts, "close", None)
                if close is not None:
                    close()

    async def _body(self, scope: Scope, exchange: Exchange) -> tuple[IO[bytes], int]:
        """The body from its beginning, and its length: what was announced, or what came."""
        announced = declared_length(scope.headers)
        if announced == 0 or (announced is None and _has_none(scope)):
            return BytesIO(), 0
        body = tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115  # closed by the caller
        came = 0
        if (announced or 0) <= READ_OFF_LIMIT:
            async for piece in exchange:
                came += len(piece)
                if came <= self._body_limit:
                    body.write(piece)
                if came > READ_OFF_LIMIT:
                    break
            if came < (announced or 0):
                raise SenderGone
        body.seek(0)
        return body, max(came, announced or 0)


class Answer:
    """The answer of one request, sent from its thread.

    Args:
        loop: The server's.
    """

    def __init__(self, exchange: Exchange, loop: asyncio.AbstractEventLoop) -> None:
        self._exchange = exchange
        self._loop = loop
        self._status = 500
        self._headers: Headers = ()

    def start(self, status: str, headers: Headers, exc_info: object = None) -> None:
        """As WSGI calls it."""
        self._status, self._headers = int(status[:3]), headers

    def send(self, parts: Iterator[bytes]) -> None:
        """Sends all parts: a whole answer at once, a longer one as fast as its receiver reads."""
        first = next(filter(None, parts), b"")
        if not first or len(first) == self._length():
            self._exchange.response_bytes(self._status, self._headers, first)
            return
        transport = self._exchange.response_stream(self._status, self._headers)
        try:
            for part in chain((first,), parts):
                self._wait(transport.send_bytes(part))
        except Gone:
            return

    def _length(self) -> int:
        """The Content-Length; -1 = not given."""
        return next((int(v) for name, v in self._headers if name.lower() == "content-length"), -1)

    def _wait(self, sending: Coroutine[Any, Any, None]) -> None:
        """Lets this thread wait for something that the loop does."""
        asyncio.run_coroutine_threadsafe(_awaited(sending), self._loop).result()


async def _awaited(sending: Coroutine[Any, Any, None]) -> None:
    """The server's own awaitables are no coroutines by Python's measure."""
    await sending


def _has_none(scope: Scope) -> bool:
    """Whether a request without a Content-Length has no body: else it comes in chunks."""
    return scope.method in _BODILESS and "transfer-encoding" not in scope.headers
