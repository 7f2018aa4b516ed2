"""What people write stands where it must and nowhere else; erased, it is gone after the night."""

import http.client
import json
import random
import re
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import UUID

import numpy as np
import pytest

from nucuoi.foundation import clock
from tests.durability.databases import Cluster, Database, SqliteFile
from tests.durability.installation import Installation, wait_until
from tests.durability.office import RECORD

FEW, MANY = 40, 1_000
ANSWERED = 4
PUBLIC = (
    "/", "/kiem-chung/", "/log/", "/tra-cuu/", "/q/{counter}", "/metrics",
    "/healthz", "/readyz", "/api/openapi.json", "/api/v1/units", "/dang-nhap/",
)  # fmt: skip
_CASE = re.compile(r'href="/phan-anh/(\d+)/" data-case')
_CSRF = re.compile(r"csrftoken=([^;]+)")
_YESTERDAY = timedelta(hours=23, minutes=30)
"""So long ago they were served: an export holds days that are over, the open door takes no older."""
_CHECKPOINT = re.compile(r"/log/[\w-]+/checkpoint")
_LETTERS = "bcdfghjklmnpqrstvxz"
_BEGINNING = 8
"""Bytes; what is looked for is at least so long."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One person's identifiers, none of them anybody else's; `code` is her receipt's."""

    uuid: str
    phone: str
    name: str
    dossier: str
    mail: str
    word: str
    code: str = ""

    @property
    def remark(self) -> str:
        """What she writes."""
        return (
            f"{self.word} trễ hẹn không xin lỗi. Tôi là {self.name}, số {self.phone}, "
            f"hồ sơ số {self.dossier}."
        )

    @property
    def said(self) -> tuple[str, ...]:
        """All of them but the code, which no file may hold at any time."""
        return (self.phone, self.name, self.dossier, self.mail, self.word)


class Office(Installation):
    """An installation whose staff read what people write, with logs and temporary files of its own."""

    filling = "tests.durability.planting"

    def __init__(self, data: Path, database: Database) -> None:
        self.temporary = data.parent / "tmp"
        self.temporary.mkdir()
        super().__init__(data, database)
        self.settings = {"NUCUOI_LOG_LEVEL": "DEBUG", "TMPDIR": str(self.temporary)}
        self.sessions = json.loads((data / RECORD).read_text())["sessions"]

    def call(
        self, method: str, path: str, body: str = "", kind: str = "", cookie: str = ""
    ) -> tuple[int, str, str]:
        """Status, text and cookies of one request."""
        headers = {"Content-Type": kind or "application/x-www-form-urlencoded", "Cookie": cookie}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as link:
            link.request(method, path, body.encode(), headers)
            answer = link.getresponse()
            text = answer.read().decode(errors="replace")
            return answer.status, text, answer.headers.get("Set-Cookie", "")

    def rate(self, planted: Planted) -> Planted:
        """Sends her rating by the open door; with the receipt's code."""
        body = {
            "id": planted.uuid, "counter": self.counter, "score": 1, "remark": planted.remark,
            "wants_answer": True, "contact": planted.mail,
            "rated_at": (clock.now() - _YESTERDAY).isoformat(),
        }  # fmt: skip
        answers: list[str] = []

        def sent() -> bool:
            """A busy server asks for the same again, as phones send it."""
            status, text, _ = self.call(
                "POST", "/api/v1/ratings", json.dumps(body), "application/json"
            )
            assert status in (200, 201, 503), text
            answers.append(text)
            return status != 503

        wait_until(sent, "a rating is taken")
        return replace(planted, code=json.loads(answers[-1])["receipt"])

    def staff(
        self,
        path: str,
        form: Mapping[str, str | Sequence[str]] | None = None,
        role: str = "handler",
    ) -> str:
        """A page of a member of the staff, or what follows a form she sends."""
        cookie = f"sessionid={self.sessions[role]}"
        form_at = "/phan-anh/" if path.startswith("/phan-anh/") else path
        status, text, cookies = self.call("GET", path if form is None else form_at, cookie=cookie)
        if form is not None:
            found = _CSRF.search(cookies)
            assert found, cookies
            body = urlencode({**form, "csrfmiddlewaretoken": found[1]}, doseq=True)
            status, text, _ = self.call(
                "POST", path, body, cookie=f"{cookie}; csrftoken={found[1]}"
            )
        done = 200 if form is None or "xem-day-du" in path else 302
        assert status == done, (path, status, text[:300])
        return text

    def files(self, *but: str) -> Iterator[tuple[str, bytes]]:
        """All files of the folder and of the temporary one, but those whose names begin so."""
        for file in [*self.data.rglob("*"), *self.temporary.rglob("*")]:
            if file.is_file() and not file.name.startswith(but):
                yield file.name, file.read_bytes()


def people(count: int, seed: int = 7) -> list[Planted]:
    """Invented people; nothing of one is part of another's."""
    chance = random.Random(seed)  # noqa: S311  # invents, keeps no secret
    return [
        Planted(
            uuid=str(UUID(int=chance.getrandbits(128), version=4)),
            phone=f"09{number:04}{chance.randrange(10_000):04}",
            name=f"Nguyễn Văn {_word(chance, 9).capitalize()}",
            dossier=f"H08.15-261128-{number:04}{chance.randrange(100):02}",
            mail=f"{_word(chance, 10)}@vidu.example",
            word=_word(chance, 11),
        )
        for number in range(count)
    ]


def _word(chance: random.Random, letters: int) -> str:
    return "".join(chance.choice(_LETTERS) for _ in range(letters))


@cache
def spelled(text: str) -> set[bytes]:
    """A text as files may hold it: as it is, folded to ASCII in JSON, in an address, in small letters."""
    return {
        form.encode()
        for form in (text, json.dumps(text)[1:-1], quote(text), quote(text, safe=""), text.lower())
    }


def found(texts: Iterable[str], content: bytes) -> list[str]:
    """Which of the texts stand in some bytes."""
    texts = list(texts)
    standing = _standing({form for text in texts for form in spelled(text)}, content)
    return [text for text in texts if spelled(text) & standing]


def _standing(forms: set[bytes], content: bytes) -> set[bytes]:
    """Those that stand in it; all are looked for at once, by their first eight bytes."""
    lengths: dict[bytes, set[int]] = {}
    for form in forms:
        assert len(form) >= _BEGINNING
        lengths.setdefault(form[:_BEGINNING], set()).add(len(form))
    beginnings = np.unique(np.frombuffer(b"".join(lengths), "<u8"))
    standing = set()
    for shift in range(min(_BEGINNING, len(content) - _BEGINNING + 1)):
        read = np.frombuffer(content, "<u8", (len(content) - shift) // _BEGINNING, shift)
        near = np.searchsorted(beginnings, read).clip(max=len(beginnings) - 1)
        for place in np.flatnonzero(beginnings[near] == read) * _BEGINNING + shift:
            for length in lengths[content[place : place + _BEGINNING]]:
                standing.add(content[place : place + length])
    return standing & forms


def said(planted: Iterable[Planted]) -> list[str]:
    """All identifiers of these people."""
    return [text for one in planted for text in one.said]


def codes(planted: Iterable[Planted]) -> list[str]:
    """All receipts' codes of these people, as shown and without hyphens."""
    return [form for one in planted for form in (one.code, one.code.replace("-", ""))]


@contextmanager
def lived(data: Path, database: Database, count: int) -> Iterator[tuple[Office, list[Planted]]]:
    """An office in which so many people have complained and staff have read and answered some."""
    office = Office(data, database)
    try:
        office.start()
        planted = [office.rate(one) for one in people(count)]
        _stumble(office, planted[0])
        wait_until(lambda: office.database.rows(_READ)[0] == [(count,)], "all remarks are read")
        _read_and_answer(office, planted)
        yield office, planted
    finally:
        office.stop()


_READ = "SELECT count(*) FROM cases_reading"


def _stumble(office: Office, one: Planted) -> None:
    """Requests that fail, and say what was wrong: no log may repeat it."""
    broken = json.dumps({"id": one.uuid, "counter": "không có", "score": 9, one.phone: one.name})
    for body in (broken, broken[:-1], json.dumps({"remark": one.remark * 40})):
        status, _, _ = office.call("POST", "/api/v1/ratings", body, "application/json")
        assert 400 <= status < 500
    office.call("GET", f"/q/{quote(one.name)}?so={one.phone}")
    office.call("POST", "/tra-cuu/", urlencode({"code": one.phone}))
    office.call("POST", "/dang-nhap/", urlencode({"username": one.mail, "password": one.phone}))


def _read_and_answer(office: Office, planted: list[Planted]) -> None:
    page = office.staff("/phan-anh/")
    for number in _CASE.findall(page)[:ANSWERED]:
        assert "Xem đầy đủ" in office.staff(f"/phan-anh/{number}/")
        office.staff(f"/phan-anh/{number}/xem-day-du/", {})
        office.staff(f"/phan-anh/{number}/tra-loi/", {"tra-loi-text": "Chúng tôi xin lỗi."})
    for one in planted[:5]:
        assert one.word in office.staff(f"/phan-anh/?{urlencode({'tim': one.word})}")
        office.staff(f"/phan-anh/?{urlencode({'tim': one.phone})}")
    day = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"
    asked = {"kind": "raw", "unit": "bg-07210-2021", "first": day, "last": day, "form": "csv"}
    office.staff("/xuat-so-lieu/", {**asked, "evidence": ["1", "2", "3", "4"]}, role="home_affairs")
    wait_until(lambda: any(office.data.rglob("*.csv")), "the export is made")


def erase(office: Office, planted: Iterable[Planted]) -> None:
    """Each of them erases what she wrote, by her code."""
    for one in planted:
        body = urlencode({"code": one.code, "viec": "xoa"})
        status, text, _ = office.call("POST", "/tra-cuu/trao-doi", body)
        assert (status, "Đã xóa lời Ông/Bà" in text) == (200, True), text[:500]


def night(office: Office) -> Path:
    """The nightly job; the backup it made."""
    done = office.command("backup", "--rotate")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Đã dọn phần dữ liệu đã xóa" in done.stdout
    [made] = (office.data / "backups").glob("*.tar.gz")
    return made


def unpacked(archive: Path) -> bytes:
    """All that a backup holds, one after the other."""
    with tarfile.open(archive) as opened:
        members = (opened.extractfile(one) for one in opened.getmembers() if one.isfile())
        return b"\0".join(one.read() for one in members if one)


def check_others(office: Office, planted: list[Planted]) -> None:
    """Logs, metrics, open pages, exports and every file but the database's and backups: none of anybody's."""
    everything = [*said(planted), *codes(planted)]
    _, log, _ = office.call("GET", "/log/")
    for path in (*PUBLIC, *_CHECKPOINT.findall(log)[:1]):
        status, text, _ = office.call("GET", path.format(counter=office.counter))
        assert status == 200, (path, status)
        assert found(everything, text.encode()) == [], path
    looked_at = dict(office.files("nucuoi.sqlite3", "nucuoi-"))
    assert {"serve.log", "worker.log"} <= looked_at.keys()
    assert any(name.endswith(".csv") for name in looked_at)
    hits = {name: found(everything, content) for name, content in looked_at.items()}
    assert {name: texts for name, texts in hits.items() if texts} == {}


def check_sqlite(data: Path, count: int) -> None:
    """The whole story on SQLite."""
    with lived(data, SqliteFile(data), count) as (office, planted):
        gone, kept = planted[::2], planted[1::2]
        erase(office, gone)
        backup = night(office)
        check_others(office, planted)
        files = [*data.glob("nucuoi.sqlite3*")]
        content = b"\0".join(file.read_bytes() for file in files)
        terms = indexed(data)
    archived = unpacked(backup)
    assert {"nucuoi.sqlite3", "nucuoi.sqlite3-wal"} <= {file.name for file in files}
    for place in (content, archived):
        assert found(said(gone), place) == []
        assert found(codes(planted), place) == []
        assert len(found([one.phone for one in kept], place)) == len(kept)
    assert terms & {one.word for one in gone} == set()
    assert terms >= {one.word for one in kept}
    assert terms & {one.phone for one in planted} == set()


def indexed(data: Path) -> set[str]:
    """The words in the search's index, also those that are only marked as gone."""
    with closing(sqlite3.connect(data / "nucuoi.sqlite3", timeout=20)) as link:
        link.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, cases_search, 'row')")
        return {term for (term,) in link.execute("SELECT term FROM temp.terms")}


def check_postgresql(data: Path, count: int) -> None:
    """The whole story on PostgreSQL; its own log of pages is looked at apart."""
    cluster = Cluster()
    with lived(data, cluster, count) as (office, planted):
        gone, kept = planted[::2], planted[1::2]
        erase(office, gone)
        backup = night(office)
        check_others(office, planted)
        cluster.checkpoint()
        content = b"\0".join(cluster.files("pg_wal"))
        archived = unpacked(backup)
    for place in (content, archived):
        assert found(said(gone), place) == []
        assert found(codes(planted), place) == []
        assert len(found([one.phone for one in kept], place)) == len(kept)


def test_what_is_found() -> None:
    """The scan finds a text in every spelling, at the beginning, at the end and anywhere between."""
    [one, other, *_] = people(3)
    for text in one.said:
        for form in spelled(text):
            for content in (form, b"x" * 1_001 + form, form + b"y" * 77, b"a" * 13 + form + b"b"):
                assert found([*said([other]), text], content) == [text]
            assert found([text], form[:-1]) == []
    assert found(one.said, b"") == []


def test_on_sqlite(data: Path) -> None:
    """Dozens of people: nothing in logs, pages and other files; of the erased nothing anywhere."""
    check_sqlite(data, FEW)


@pytest.mark.long
def test_a_thousand_on_sqlite(data: Path) -> None:
    """A thousand people, half of whom erase."""
    check_sqlite(data, MANY)


@pytest.mark.long
def test_a_thousand_on_postgresql(data: Path) -> None:
    """The same, with the server's whole folder looked through but its log of pages."""
    check_postgresql(data, MANY)
