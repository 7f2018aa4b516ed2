"""The rating calls at the real server: what only a server can get wrong."""

import http.client
import json
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests import http2
from tests.browser.site import COUNTER, ROOT
from tests.served import Served, free_port, served

PATH = "/api/v1/ratings"
pytestmark = [pytest.mark.sqlite, pytest.mark.xdist_group("server")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one service point."""
    from tests.browser.site import Site

    folder = tmp_path_factory.mktemp("server") / "data"
    folder.mkdir()
    Site(folder).prepare()
    return folder


@contextmanager
def serving(data: Path, *more: str) -> Iterator[Served]:
    """`nucuoi serve` on the folder; nothing that was asked stands in what it prints."""
    port, log = free_port(), data.parent / "log"
    settings = {"NUCUOI_DATA": str(data), "NUCUOI_OPEN_LIMIT": "0", "DATABASE_URL": ""}
    command = ("nucuoi.cli", "serve", "--port", str(port), *more)
    with served(log, *command, port=port, **settings) as running:
        yield running
    printed = log.read_text()
    assert PATH not in printed
    assert "panicked" not in printed


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Served]:
    """One server for the tests of this file that do not end it."""
    with serving(data) as running:
        yield running


def rating(**changes: object) -> dict[str, Any]:
    """A good rating with a new id."""
    return {"id": str(uuid4()), "counter": COUNTER, "score": 5, **changes}


def send(site: Served, body: object, method: str = "POST", **headers: str) -> tuple[int, Any]:
    """Status and content of the answer; the content None where there is none."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as link:
        link.request(method, PATH, json.dumps(body), headers)
        answer = link.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None


def stored(data: Path) -> set[str]:
    """The ids that are on the disk."""
    with closing(sqlite3.connect(data / "nucuoi.sqlite3")) as base:
        return {row[0].hex() for row in base.execute("SELECT uuid FROM ratings_rating")}


def plain(body: dict[str, Any]) -> str:
    """An id as `stored` gives it."""
    return str(body["id"]).replace("-", "")


def test_a_rating_is_acknowledged_once_it_is_stored(site: Served, data: Path) -> None:
    """201 with the receipt, then 200 for the same again."""
    body = rating()
    first, second = send(site, body), send(site, body)

    assert (first[0], second[0]) == (201, 200)
    assert first[1]["receipt"] == second[1]["receipt"]
    assert plain(body) in stored(data)


def test_other_methods_are_refused(site: Served) -> None:
    """405 as a problem; HEAD has no content."""
    assert send(site, {}, "GET")[1]["status"] == 405
    assert send(site, {}, "HEAD") == (405, None)


@pytest.mark.parametrize("length", [b"x", b"-5", b"1.5"])
def test_a_length_that_is_no_number_is_400(site: Served, length: bytes) -> None:
    """Such a request is not one; the connection ends."""
    words = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n{}"

    assert site.say(words % (PATH.encode(), length)).startswith(b"HTTP/1.1 400 ")


def test_a_token_that_is_no_text_is_not_taken_for_none(site: Served) -> None:
    """401, as for any wrong token: never quietly counted as open."""
    body = json.dumps(rating()).encode()
    head = (
        b"POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Device \xff\r\n"
        b"Content-Length: %d\r\n\r\n"
    )

    assert site.say(head % (PATH.encode(), len(body)) + body).startswith(b"HTTP/1.1 401 ")


def test_a_chunked_rating_and_one_over_http_2(site: Served, data: Path) -> None:
    """No Content-Length is needed."""
    chunked, over_two = rating(), rating()
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as link:
        link.request("POST", PATH, iter([json.dumps(chunked).encode()]), encode_chunked=True)
        assert link.getresponse().status == 201
    fields = {":method": "POST", ":scheme": "http", ":path": PATH, ":authority": "x"}
    answer = http2.content(site, fields, json.dumps(over_two).encode())

    assert json.loads(answer)["status"] == "accepted"
    assert {plain(chunked), plain(over_two)} <= stored(data)


def test_a_sender_that_hangs_up_hurts_nobody(site: Served) -> None:
    """Half a body, or a whole one and no ear for the answer: the next one is served."""
    body = json.dumps(rating()).encode()
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (PATH.encode(), len(body))
    for words in (head, head + body[:20], head + body):
        with site.connect() as link:
            link.sendall(words)

    assert send(site, rating())[0] == 201


def test_django_is_behind(site: Served) -> None:
    """Everything else is Django's, answered from its threads."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as link:
        link.request("GET", "/healthz")
        assert link.getresponse().read() == b'{"status": "alive"}'


def test_the_end_waits_for_ratings_on_their_way(data: Path) -> None:
    """SIGTERM while ratings wait for a lock: all are stored and acknowledged, then it ends."""
    bodies = [rating() for _ in range(20)]
    statuses: list[int] = []
    with serving(data) as running, closing(sqlite3.connect(data / "nucuoi.sqlite3")) as other:
        assert send(running, rating())[0] == 201
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        senders = [
            threading.Thread(target=lambda body=body: statuses.append(send(running, body)[0]))
            for body in bodies
        ]
        for sender in senders:
            sender.start()
        threading.Event().wait(0.7)
        running.process.send_signal(signal.SIGTERM)
        threading.Event().wait(0.3)
        other.execute("ROLLBACK")
        for sender in senders:
            sender.join()

        assert running.process.wait(20) == 0
    assert statuses == [201] * 20
    assert {plain(body) for body in bodies} <= stored(data)


def test_tls(data: Path, tmp_path: Path) -> None:
    """The same with a certificate of our own."""
    import ssl

    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [sys.executable, str(ROOT / "tests" / "certificate.py"), str(certificate), str(key)],
        check=True,
    )
    with serving(data, "--tls", str(certificate), str(key)) as running:
        context = ssl.create_default_context(cafile=str(certificate))
        with closing(
            http.client.HTTPSConnection("localhost", running.port, timeout=30, context=context)
        ) as link:
            link.request("POST", PATH, json.dumps(rating()))
            assert link.getresponse().status == 201
