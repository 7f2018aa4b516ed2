"""The load generator, at a small real server on the loopback."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat

import pytest

from nucuoi.bench import load
from nucuoi.bench.errors import BenchFailed

REQUEST = b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128
    status = 201
    pause_s = 0.0
    taken = 0
    counting = threading.Lock()


class _Answer(socketserver.BaseRequestHandler):
    """Answers every request, in two pieces as a network may deliver them."""

    server: _Server

    def handle(self) -> None:
        while len(self.request.recv(1000)) == len(REQUEST):
            with self.server.counting:
                self.server.taken += 1
            time.sleep(self.server.pause_s)
            self.request.sendall(
                b"HTTP/1.1 %d X\r\nContent-Length: 4\r\n\r\nab" % self.server.status
            )
            self.request.sendall(b"cd")


@contextmanager
def _serving(status: int = 201, pause_s: float = 0.0) -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Answer) as server:
        server.status, server.pause_s = status, pause_s
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_closed_loop_sends_exactly_what_is_asked() -> None:
    """Every request is sent once and waited for, answers in pieces included."""
    with _serving() as server:
        seconds = load.closed_loop(server.server_address[1], repeat(REQUEST), 1000)

        assert server.taken == 1000
    assert seconds > 0


def test_a_refusal_spoils_the_measurement() -> None:
    """A server that refuses is not fast: the bench fails and says with which status."""
    with _serving(status=503) as server, pytest.raises(BenchFailed, match="503"):
        load.closed_loop(server.server_address[1], repeat(REQUEST), 100)


def test_latency_counts_from_the_scheduled_arrival() -> None:
    """A server slower than the arrivals makes everybody after it wait, and that is charged."""
    with _serving(pause_s=0.4) as server:
        taken = load.open_loop(server.server_address[1], repeat(REQUEST), 400, 0.5)

        assert server.taken == len(taken)
    assert taken == sorted(taken)
    assert taken[0] >= 0.4
    assert taken[-1] >= 0.8
