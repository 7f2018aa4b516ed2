"""One keep-alive connection to the server that is measured: raw bytes out, one answer in."""

import socket

from nucuoi.bench.errors import BenchFailed

_RECEIVED = 65_536
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Exchange:
    """One connection, one request at a time.

    Attributes:
        since: When the request under way should have been sent, on the caller's clock.
    """

    __slots__ = ("_part", "_socket", "since")

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._part = b""
        self.since = 0.0

    def fileno(self) -> int:
        """For `select` and `epoll`."""
        return self._socket.fileno()

    def send(self, request: bytes) -> None:
        """Sends one whole request."""
        self._socket.sendall(request)

    def receive(self) -> int | None:
        """Takes what has come; the status once the answer is whole, None before.

        Raises:
            BenchFailed: If the server has hung up.
        """
        came = self._socket.recv(_RECEIVED)
        if not came:
            raise BenchFailed("Máy chủ đã ngắt kết nối trong khi đo.")
        self._part += came
        head = self._part.find(_END_OF_HEAD)
        if head < 0 or len(self._part) < head + len(_END_OF_HEAD) + _length(self._part[:head]):
            return None
        status = int(self._part[9:12])
        self._part = b""
        return status

    def close(self) -> None:
        """Ends the connection."""
        self._socket.close()


def _length(head: bytes) -> int:
    _, _, after = head.lower().partition(_LENGTH)
    return int(after.partition(b"\r\n")[0] or 0)
