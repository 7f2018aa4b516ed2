"""The public log over HTTP: C2SP paths, cacheable for ever, readable by anybody's page."""

from pathlib import Path

import pytest
from django.test import Client

from nucuoi.ledger import queries, standstill
from nucuoi.oversight import actions
from nucuoi.tlog import checkpoint
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.keys import VerifierKey
from nucuoi.witness import store
from nucuoi.witness.cosign import add_checkpoint
from nucuoi.witness.store import Store
from tests.witnessed import FRONT, publish, rate, witnessed


@pytest.fixture
def log(office: Path) -> None:
    """A log of 301 leaves."""
    for _ in range(300):
        rate()
    publish()


def test_checkpoint(log: None) -> None:
    """The newest checkpoint, kept shortly."""
    answer = Client().get("/log/nucuoi/checkpoint")
    keys = [VerifierKey.parse(row.vkey) for row in queries.log_keys()]

    assert checkpoint.verify(answer.content, *keys).size == 301
    assert answer["Cache-Control"] == "public, max-age=5"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("tile/0/000", 8192),
        ("tile/0/001.p/45", 45 * 32),
        ("tile/0/000.p/7", 7 * 32),
        ("tile/1/000.p/1", 32),
        ("tile/entries/000", None),
    ],
)
def test_tiles(log: None, path: str, size: int | None) -> None:
    """Tiles never change: kept for ever; a partial one that was dropped is cut from the full one."""
    answer = Client().get(f"/log/nucuoi/{path}")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "application/octet-stream"
    assert size is None or len(answer.content) == size


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/002",
        "tile/0/0",
        "tile/0/000.p/0",
        "tile/0/..%2f..%2f..%2fkeys%2flog.key",
        "tile/9/000",
        "keys",
    ],
)
def test_what_is_not_there(log: None, path: str) -> None:
    """Other paths are not found, whatever they try to reach."""
    assert Client().get(f"/log/nucuoi/{path}").status_code == 404
    assert Client().get("/log/other/checkpoint").status_code == 404
    assert Client().get("/log/other/policy").status_code == 404


def test_page(log: None, tmp_path: Path) -> None:
    """The page says size, origin, key, and whether it is witnessed; before the first leaf too."""
    assert "chưa xác nhận" in Client().get("/log/").content.decode()
    with witnessed(tmp_path / "w"):
        page = Client().get("/log/").content.decode()

    assert "301 dòng" in page
    assert "nucuoi.bacgiang.example/log/nucuoi" in page
    assert queries.log_keys()[0].vkey.replace("+", "+") in page.replace("&#x2B;", "+")
    assert "dòng số 300" in page


def test_page_before_the_first_leaf(office: Path) -> None:
    """An empty log has a page too, and the page of verification."""
    assert "chưa có dòng nào" in Client().get("/log/").content.decode()
    assert Client().get("/kiem-chung/").status_code == 200


def test_page_at_a_standstill(log: None) -> None:
    """People see that publishing stands still."""
    standstill.say("Sổ ngắn hơn")

    assert "đang dừng công bố" in Client().get("/log/").content.decode()


def test_a_witness_brings_its_line(log: None, tmp_path: Path) -> None:
    """A witness that fetched the log hands in its cosignature without an account; once is enough."""
    store.init(tmp_path / "w", "mat-tran.example/w2")
    opened = Store(tmp_path / "w")
    opened.add(queries.log_keys()[0].vkey)
    signed = Client().get("/log/nucuoi/checkpoint").content
    assert add_checkpoint(opened, bytes(AddCheckpoint(0, (), signed)), 1_795_000_000).status == 200
    cosigned = opened.last("nucuoi.bacgiang.example/log/nucuoi")

    def brought(content: bytes) -> tuple[int, bytes]:
        answer = Client().post("/log/nucuoi/cosignatures", content, content_type="text/plain")
        return answer.status_code, answer.content

    assert brought(cosigned)[0] == 409  # the Front has not named it
    actions.name_witness(by=FRONT, vkey=str(opened.key.verifier))
    spoiled = cosigned.replace(b"w2 ", b"w2 AAAA", 1)
    assert brought(spoiled)[0] in {409, 422}
    assert brought(b"nothing")[0] == 422
    assert brought(cosigned) == (200, b"1\n")
    assert brought(cosigned) == (200, b"0\n")
    last = queries.last_witnessed()
    assert last is not None
    assert last.size == 301
