"""A bad line: a TCP proxy that cuts some connections before the answer and some before the request."""

import random
import socket
import threading
from contextlib import suppress

BLOCK = 1 << 16
PATIENCE_S = 15.0


class BadLine:
    """Passes on connections to `port`; of those, a share is cut.

    Args:
        lost_requests: Share of connections that are cut in the middle of the request.
        lost_answers: Share that is cut when the whole answer has come, before a byte of it is
            passed on: the sender cannot know that it was taken.
    """

    def __init__(self, port: int, *, lost_requests: float, lost_answers: float, seed: int) -> None:
        self._target = ("127.0.0.1", port)
        self._lost_requests = lost_requests
        self._lost_answers = lost_answers
        self._chance = random.Random(seed)  # noqa: S311  # chance, no secret
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listening.getsockname()[1]
        self.cut_requests = self.cut_answers = 0
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Takes no further connection."""
        self._listening.close()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                sender, _ = self._listening.accept()
                fate = self._chance.random()
                threading.Thread(target=self._carry, args=(sender, fate), daemon=True).start()

    def _carry(self, sender: socket.socket, fate: float) -> None:
        """One connection: one request, one answer, as our clients use it."""
        with sender, suppress(OSError):
            sender.settimeout(PATIENCE_S)
            request = _request(sender)
            with socket.create_connection(self._target, PATIENCE_S) as server:
                if fate < self._lost_requests:
                    self.cut_requests += 1
                    server.sendall(request[: len(request) // 2])
                    return
                server.sendall(request)
                answer = _until_closed(server)
            if fate < self._lost_requests + self._lost_answers:
                self.cut_answers += 1
            else:
                sender.sendall(answer)


def _request(sender: socket.socket) -> bytes:
    """A whole request: its head, and as much body as the head says."""
    read = b""
    while b"\r\n\r\n" not in read and (block := sender.recv(BLOCK)):
        read += block
    head, _, body = read.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    missing = int(fields.get(b"content-length", b"0")) - len(body)
    while missing > 0 and (block := sender.recv(BLOCK)):
        read += block
        missing -= len(block)
    return read


def _until_closed(server: socket.socket) -> bytes:
    read = b""
    while block := server.recv(BLOCK):
        read += block
    return read
