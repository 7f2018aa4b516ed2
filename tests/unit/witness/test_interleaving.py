"""Many requests at once, two histories, kills: never two cosignatures that contradict each other."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from nucuoi.tlog import checkpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.witness import store
from nucuoi.witness.cosign import add_checkpoint
from nucuoi.witness.server import Limit, make_server
from nucuoi.witness.store import Store
from tests.unit.witness.logs import KEY, MadeLog

HISTORIES = (MadeLog(), MadeLog(fork=4))


def set_up(folder: Path) -> Store:
    """A fresh witness of the log."""
    store.init(folder, "front.example/w1")
    opened = Store(folder)
    opened.add(str(KEY.verifier))
    return opened


def agree(cosigned: list[Checkpoint]) -> bool:
    """Whether all of them belong to one history: every tree begins with every smaller one."""
    return any(
        all(checkpoint.parse(history.signed(tree.size)).root == tree.root for tree in cosigned)
        for history in HISTORIES
    )


def interleaved(folder: Path, seed: int) -> list[Checkpoint]:
    """What a witness cosigns when both histories are offered by four clients at once, in this order."""
    chance, opened = Random(seed), set_up(folder)  # noqa: S311  # orders requests
    offers = []
    for _ in range(12):
        old = chance.randrange(0, 9)
        offers.append((chance.choice(HISTORIES), old, chance.randrange(max(old, 1), 12)))

    def offered(offer: tuple[MadeLog, int, int]) -> Checkpoint | None:
        history, old, size = offer
        answer = add_checkpoint(opened, history.request(old, size), 1_795_000_000)
        if answer.status == 409:
            known = int(answer.body)
            if known <= size:
                answer = add_checkpoint(opened, history.request(known, size), 1_795_000_000)
        return checkpoint.parse(history.signed(size)) if answer.status == 200 else None

    with ThreadPoolExecutor(4) as pool:
        return [tree for tree in pool.map(offered, offers) if tree is not None]


def check_interleavings(folder: Path, count: int) -> None:
    """So many orders; in each the cosigned trees are of one history and the state is the largest."""
    met = set()
    for seed in range(count):
        place = folder / str(seed)
        cosigned = interleaved(place, seed)
        last = checkpoint.parse(Store(place).last(KEY.name)) if cosigned else None

        assert agree(cosigned), seed
        assert last is None or last.size == max(tree.size for tree in cosigned), seed
        met.add(last.root if last else b"")
    assert len(met) > 5


def test_interleavings(tmp_path: Path) -> None:
    """No order of requests makes a witness contradict itself or go back."""
    check_interleavings(tmp_path, 60)


@pytest.mark.long
def test_many_interleavings(tmp_path: Path) -> None:
    """The same for ten thousand orders."""
    check_interleavings(tmp_path, 10_000)


def check_kills(folder: Path, count: int) -> None:
    """Kills a serving witness again and again while both histories are offered."""
    set_up(folder)
    chance = Random(5)  # noqa: S311  # moments of death
    cosigned: list[Checkpoint] = []
    for _ in range(count):
        with _served(folder) as port:
            offering = Thread(target=_offer, args=(port, cosigned, chance.randrange(1 << 30)))
            offering.start()
            time.sleep(chance.random() * 0.05)
        offering.join()
        assert agree(cosigned)
        if cosigned:
            last = checkpoint.parse(Store(folder).last(KEY.name))
            assert last.size >= max(tree.size for tree in cosigned)
    assert cosigned


def test_killed(tmp_path: Path) -> None:
    """What was answered is in the state of the witness that starts again."""
    check_kills(tmp_path, 4)


@pytest.mark.long
def test_killed_often(tmp_path: Path) -> None:
    """The same for a thousand kills."""
    check_kills(tmp_path, 1_000)


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """`nucuoi witness --serve` in a process of its own, killed at the end."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "nucuoi.cli", "witness", "--state", str(folder)),
            *("--serve", "127.0.0.1:0"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline().rstrip(".\n").rpartition(":")[2])
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()


def _offer(port: int, cosigned: list[Checkpoint], seed: int) -> None:
    """Offers trees of either history until the witness is gone."""
    chance = Random(seed)  # noqa: S311  # chooses offers
    link = HTTPConnection("127.0.0.1", port, timeout=5)
    known = 0
    try:
        while True:
            history, size = chance.choice(HISTORIES), known + chance.randrange(0, 2)
            size = max(1, min(size, 400))
            link.request("POST", "/add-checkpoint", history.request(known, size))
            answer = link.getresponse()
            body = answer.read()
            if answer.status == 200:
                cosigned.append(checkpoint.parse(history.signed(size)))
                known = size
            elif answer.status == 409:
                known = int(body)
            elif answer.status == 429:
                return
    except (OSError, HTTPException):
        return
    finally:
        link.close()


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A serving witness that takes three requests a minute."""
    server = make_server(set_up(tmp_path), ("127.0.0.1", 0), limit=Limit(3))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def _asked(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    link = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request(method, path, body)
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


def test_over_http(port: int) -> None:
    """The call, the newest checkpoint for everybody, and 429 beyond the limit."""
    import hashlib

    name = hashlib.sha256(KEY.name.encode()).hexdigest()
    log = HISTORIES[0]
    assert _asked(port, "GET", f"/{name}/checkpoint")[0] == 404
    assert _asked(port, "POST", "/elsewhere", b"")[0] == 404
    status, line = _asked(port, "POST", "/add-checkpoint", log.request(0, 5))
    assert (status, line[:4]) == (200, "— ".encode())
    assert _asked(port, "GET", f"/{name}/checkpoint") == (200, log.signed(5) + line)
    assert [_asked(port, "POST", "/add-checkpoint", b"")[0] for _ in range(3)] == [400, 400, 429]
