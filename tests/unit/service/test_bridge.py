"""Django's way behind the server, tried with a WSGI application at a real server."""

import http.client
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from tests import http2
from tests.bridge_site import BODY_LIMIT, PIECE
from tests.served import Served, free_port, served


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The bridge behind the product's server."""
    port = free_port()
    log = tmp_path_factory.mktemp("bridge") / "log"
    with served(log, "tests.bridge_site", str(port), port=port) as running:
        yield running
    assert "panicked" not in log.read_text()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    content: bytes

    @property
    def told(self) -> dict[str, str]:
        """What the application was asked, as `echo` says it."""
        return dict(line.split("=", 1) for line in self.content.decode().splitlines())


def ask(
    site: Served, method: str, path: str, body: bytes | Iterable[bytes] = b"", **headers: str
) -> Answer:
    """One request on a connection of its own."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as link:
        link.request(method, path, body, named)
        return _read(link)


def _read(link: http.client.HTTPConnection) -> Answer:
    answer = link.getresponse()
    return Answer(answer.status, answer.headers, answer.read())


def test_the_environment_is_what_wsgi_promises(site: Served) -> None:
    """Method, path in latin-1, query, addresses, and headers under their names."""
    answer = ask(site, "GET", "/q/%C3%A9%2Fb?x=%20y", Accept_Language="vi", X_Two="1")
    found = answer.told

    assert found["REQUEST_METHOD"] == "GET"
    assert found["PATH_INFO"].encode("latin-1").decode() == "/q/é/b"
    assert found["QUERY_STRING"] == "x=%20y"
    assert (found["REMOTE_ADDR"], found["SERVER_PORT"]) == ("127.0.0.1", str(site.port))
    assert found["HTTP_HOST"] == f"127.0.0.1:{site.port}"
    assert (found["HTTP_ACCEPT_LANGUAGE"], found["HTTP_X_TWO"]) == ("vi", "1")
    assert (found["scheme"], found["SERVER_PROTOCOL"]) == ("http", "HTTP/1.1")
    assert (found["CONTENT_LENGTH"], found["multithread"]) == ("", "True")
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_headers_that_came_twice_are_joined_and_underscores_dropped(site: Served) -> None:
    """Nobody slips a second X-Forwarded-For in under another spelling."""
    lines = (
        b"Cookie: a=1\r\nCookie: b=2\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n"
    )
    words = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX_Forwarded_For: 9.9.9.9\r\n"
    answer = site.say(words + lines + b"\r\n").decode()

    assert "HTTP_COOKIE=a=1; b=2" in answer
    assert "HTTP_X_FORWARDED_FOR=1.1.1.1, 2.2.2.2" in answer
    assert "9.9.9.9" not in answer


def test_http_2(site: Served) -> None:
    """The same over HTTP/2, where the host is named otherwise and no length is needed."""
    fields = {":method": "POST", ":scheme": "http", ":path": "/zwei", ":authority": "bench.test"}
    found = dict(line.split("=", 1) for line in http2.content(site, fields, b"abc").splitlines())

    assert (found["SERVER_PROTOCOL"], found["PATH_INFO"]) == ("HTTP/2", "/zwei")
    assert found["HTTP_HOST"] == "bench.test"
    assert (found["read"], found["CONTENT_LENGTH"]) == ("3", "3")


@pytest.mark.parametrize("size", [0, 1, BODY_LIMIT - 1, BODY_LIMIT])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_arrives_whole(site: Served, size: int, chunked: bool) -> None:
    """With and without a Content-Length; the application always hears its length."""
    content = b"y" * size
    found = ask(site, "POST", "/", iter([content]) if chunked else content).told

    assert (found["read"], found["CONTENT_LENGTH"]) == (str(size), str(size or ""))


@pytest.mark.parametrize("chunked", [False, True])
def test_of_a_body_that_is_too_long_only_the_length_is_known(site: Served, chunked: bool) -> None:
    """It is read off, so that the sender reads the answer, and never kept."""
    content = b"y" * (BODY_LIMIT * 3)
    found = ask(site, "POST", "/", iter([content]) if chunked else content).told

    assert int(found["CONTENT_LENGTH"]) == len(content)
    assert int(found["read"]) <= BODY_LIMIT


def test_what_says_it_is_a_gigabyte_is_not_waited_for(site: Served) -> None:
    """The application answers at once, from the length alone."""
    words = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000000000\r\n\r\n"
    answer = site.say(words)

    assert b"CONTENT_LENGTH=1000000000" in answer
    assert b"read=0" in answer


def test_head_has_no_body(site: Served) -> None:
    """Length and headers as for GET, nothing behind them."""
    words = b"HEAD /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    head, _, rest = site.say(words).partition(b"\r\n\r\n")

    assert b"content-length: " in head
    assert rest == b""


def test_a_long_answer_streams_from_one_thread(site: Served) -> None:
    """Pieces arrive in order and whole, and the application's answer is closed."""
    answer = ask(site, "GET", "/stream?64")

    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert answer.content == PIECE * 64
    assert ask(site, "GET", "/closed").content == b"True"


def test_a_reader_that_hangs_up_ends_the_stream(site: Served) -> None:
    """Nothing is made for nobody: the answer is closed and the thread is free again."""
    with site.connect() as link:
        link.sendall(b"GET /stream?100000 HTTP/1.1\r\nHost: x\r\n\r\n")
        link.recv(1000)
    assert ask(site, "GET", "/closed").content == b"True"


def test_slow_senders_hold_no_thread(site: Served) -> None:
    """A hundred who never finish their bodies keep nobody else waiting."""
    links = [site.connect() for _ in range(100)]
    for link in links:
        link.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")

    assert ask(site, "GET", "/").told["read"] == "0"
    for link in links:
        link.close()
    assert ask(site, "GET", "/").told["read"] == "0"


def test_turns_are_short_while_a_page_is_in_work(site: Served) -> None:
    """Who waits for a page gets the interpreter after 0.1 ms; without one, or after a fault, after 0.5."""
    assert ask(site, "GET", "/fault").status == 500
    assert becomes(site, b"500")

    page = threading.Thread(target=ask, args=(site, "GET", "/slow"))
    page.start()
    assert becomes(site, b"100")
    assert ask(site, "GET", "/turn").content == b"100"
    assert ask(site, "GET", "/alone").content == b"100"
    page.join()
    assert becomes(site, b"500")


def becomes(site: Served, turn: bytes) -> bool:
    """Whether turns are soon as long as that, in microseconds, asked past the bridge."""
    ends = time.monotonic() + 5
    while time.monotonic() < ends and ask(site, "GET", "/alone").content != turn:
        time.sleep(0.01)
    return ask(site, "GET", "/alone").content == turn


def test_a_connection_is_kept(site: Served) -> None:
    """One after the other on the same connection, a refused one among them."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as link:
        ports, statuses = set(), []
        for path in ("/", "/fault", "/"):
            link.request("POST", path, b"abc")
            ports.add(link.sock.getsockname())
            statuses.append(_read(link).status)

    assert (statuses, len(ports)) == ([200, 500, 200], 1)


def test_an_end_waits_for_what_is_in_work(tmp_path: Path) -> None:
    """After SIGTERM a request that is in work is answered, then the process ends by itself."""
    port = free_port()
    with served(tmp_path / "log", "tests.bridge_site", str(port), port=port) as running:
        answers: list[bytes] = []
        asking = threading.Thread(
            target=lambda: answers.append(ask(running, "GET", "/slow").content)
        )
        asking.start()
        threading.Event().wait(0.5)
        running.process.send_signal(signal.SIGTERM)
        asking.join()

        assert answers == [b"done"]
        assert running.process.wait(20) == 0


def test_a_reload_loses_nobody(tmp_path: Path) -> None:
    """While SIGHUP brings in a new process, every request is answered, the old one's too."""
    port = free_port()
    with served(tmp_path / "log", "tests.bridge_site", str(port), port=port) as running:
        answers: list[bytes] = []
        asking = threading.Thread(
            target=lambda: answers.append(ask(running, "GET", "/slow").content)
        )
        asking.start()
        threading.Event().wait(0.3)
        os.kill(running.process.pid, signal.SIGHUP)
        statuses = {ask(running, "GET", "/").status for _ in range(150)}
        asking.join()

    assert answers == [b"done"]
    assert statuses == {200}
