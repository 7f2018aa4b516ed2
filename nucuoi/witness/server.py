"""The witness over HTTP: `POST /add-checkpoint`, and what it signed last for everybody to see."""

import logging
import re
import time
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Final

from nucuoi.witness.cosign import PLAIN, Answer, add_checkpoint
from nucuoi.witness.errors import LostState
from nucuoi.witness.store import Store

LARGEST_BODY: Final = 1_010_000
"""A note of a million bytes, 63 lines of proof and the old size."""
A_MINUTE: Final = 600
"""Requests a minute; more are answered with 429, so that signing stays quick for the logs."""
_CHECKPOINT = re.compile(r"/([0-9a-f]{64})/checkpoint")

logger = logging.getLogger(__name__)


class Limit:
    """At most so many calls in any minute."""

    def __init__(self, a_minute: int = A_MINUTE) -> None:
        self._latest: deque[float] = deque(maxlen=a_minute)
        self._lock = Lock()

    def is_reached(self) -> bool:
        """Counts a call that is taken; a refused one does not count."""
        now = time.monotonic()
        with self._lock:
            if len(self._latest) == self._latest.maxlen and now - self._latest[0] < 60:
                return True
            self._latest.append(now)
        return False


def make_server(
    store: Store,
    address: tuple[str, int],
    *,
    limit: Limit | None = None,
    clock: Callable[[], float] = time.time,
) -> ThreadingHTTPServer:
    """A server that is listening; `serve_forever` runs it.

    Raises:
        LostState: If the state of a known log is gone.
    """
    store.check()
    allowed = limit or Limit()

    class Handler(_Handler):
        def taken(self, body: bytes) -> Answer:
            if allowed.is_reached():
                return Answer(429, b"too many requests\n")
            return add_checkpoint(store, body, int(clock()))

        def newest(self, name: str) -> bytes:
            return store.by_hash(name)

    server = ThreadingHTTPServer(address, Handler)
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def taken(self, body: bytes) -> Answer:
        raise NotImplementedError

    def newest(self, name: str) -> bytes:
        raise NotImplementedError

    def do_POST(self) -> None:  # the name http.server calls
        body = self._body()
        if body is None:
            self._send(Answer(400, b"no length, or too long\n"), close=True)
        elif self.path != "/add-checkpoint":
            self._send(Answer(404, b"no such call\n"))
        else:
            self._send(self._decided(body))

    def do_GET(self) -> None:  # the name http.server calls
        found = _CHECKPOINT.fullmatch(self.path)
        content = self._known(found[1]) if found else b""
        self._send(Answer(200, content) if content else Answer(404, b"nothing cosigned\n"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as http.server names it
        """Says nothing of who asked; decisions are logged where they are made."""

    def _decided(self, body: bytes) -> Answer:
        """The decision; a lost state is said loudly and answered with 500 from then on."""
        try:
            answer = self.taken(body)
        except LostState as fault:
            logger.critical(fault.message)
            return Answer(500, b"the state of this log is lost\n")
        if answer.status == 422:
            logger.error("a checkpoint that contradicts the last one was refused: %r", body)
        return answer

    def _known(self, name: str) -> bytes:
        try:
            return self.newest(name)
        except LostState as fault:
            logger.critical(fault.message)
            return b""

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return None
        return self.rfile.read(int(length))

    def _send(self, answer: Answer, *, close: bool = False) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type or PLAIN)
        self.send_header("Content-Length", str(len(answer.body)))
        if close:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(answer.body)
