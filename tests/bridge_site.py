"""A program: the bridge behind the product's web server, with a WSGI application to try it with."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nucuoi.service.bridge import Bridge
from nucuoi.service.server import serve
from nucuoi.service.turns import Turns
from nucuoi.web.rsgi import Exchange, Scope

Start = Callable[[str, list[tuple[str, str]]], Any]
BODY_LIMIT = 1024 * 1024
PIECE = b"x" * 65_536
closed = threading.Event()


def echo(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Tells what it was asked."""
    body = environ["wsgi.input"].read()
    told = {name: str(value) for name, value in environ.items() if not name.startswith("wsgi.")}
    told |= {"read": str(len(body)), "scheme": environ["wsgi.url_scheme"]}
    told |= {"multithread": str(environ["wsgi.multithread"])}
    answer = "\n".join(f"{name}={value}" for name, value in sorted(told.items())).encode()
    start(
        "200 OK",
        [("Content-Length", str(len(answer))), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")],
    )
    return [answer]


def slow(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Takes a second and a half."""
    time.sleep(1.5)
    start("200 OK", [("Content-Length", "4")])
    return [b"done"]


def stream(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """As many pieces as it is asked for, made in one thread; notes when it is closed."""
    start("200 OK", [("Content-Type", "text/plain")])
    return Stream(int(environ["QUERY_STRING"]))


class Stream:
    """An answer in pieces."""

    def __init__(self, pieces: int) -> None:
        self._pieces = pieces
        self._thread = threading.get_ident()

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self._pieces):
            assert threading.get_ident() == self._thread
            yield PIECE

    def close(self) -> None:
        """Called by the bridge, whatever happened."""
        closed.set()


def was_closed(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Whether the last stream has been closed."""
    start("200 OK", [])
    return [str(closed.wait(10)).encode()]


def turn(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """How long a turn at the interpreter is meanwhile, in microseconds."""
    start("200 OK", [])
    return [_turn()]


def fault(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Breaks."""
    raise ValueError("a fault of the application")


PAGES = {"/slow": slow, "/stream": stream, "/closed": was_closed, "/fault": fault, "/turn": turn}


def wsgi(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Every other address is `echo`."""
    return PAGES.get(environ["PATH_INFO"], echo)(environ, start)


bridge = Bridge(wsgi, BODY_LIMIT, Turns())


async def application(scope: Scope, exchange: Exchange) -> None:
    """The bridge alone, but for `/alone`: `turn` while nobody is on the bridge."""
    if scope.path == "/alone":
        exchange.response_bytes(200, (), _turn())
    else:
        await bridge(scope, exchange)


def _turn() -> bytes:
    return str(round(sys.getswitchinterval() * 1e6)).encode()


if __name__ == "__main__":
    serve("127.0.0.1", int(sys.argv[1]), application="tests.bridge_site:application")
