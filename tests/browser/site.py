"""The product as people meet it: the real server in a process of its own, over a data folder of its own."""

import json
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from nucuoi.ratings.rules.tokens import token_hash
from tests import migrated

ROOT = Path(__file__).parents[2]
COUNTER = "bg07375-21-02"
CLOSED = "bg07375-21-01"
EARLY = "bg07375-21-03"
SMS_SECRET = "bi-mat-cua-cong-tin-nhan"
_PATIENCE_S = 30.0


class Site:
    """A running server with one service point (see `fill_site.py`).

    Args:
        folder: Where its data may be made.
        open_limit: Open ratings a minute and address; 0 = no limit.
    """

    def __init__(self, folder: Path, open_limit: int = 0) -> None:
        self.environment = {
            **os.environ,
            "NUCUOI_SMS_SECRET": SMS_SECRET,
            "NUCUOI_DATA": str(folder),
            "NUCUOI_OPEN_LIMIT": str(open_limit),
            "DJANGO_SETTINGS_MODULE": "nucuoi.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.folder = folder
        self._database = folder / "nucuoi.sqlite3"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.rate = f"{self.url}/q/{COUNTER}"
        self._server: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Makes the database, the static files and the service point."""
        migrated.folder(self.folder)
        self._run("-m", "django", "collectstatic", "--noinput", "--verbosity=0")
        self._run(str(ROOT / "tests" / "browser" / "fill_site.py"))

    def start(self, *options: str) -> None:
        """Starts the server, with further options of `nucuoi serve`, and waits until it answers."""
        command = [sys.executable, "-m", "nucuoi.cli", "serve", "--port", str(self.port), *options]
        self._server = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _PATIENCE_S
        while not self._answers():
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.1)

    def stop(self) -> None:
        """Stops the server; ratings that wait are stored first."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(_PATIENCE_S)
            self._server = None

    def ratings(self) -> list[dict[str, Any]]:
        """What is stored, oldest first, remark and contact beside each rating."""
        with sqlite3.connect(f"file:{self._database}?mode=ro", uri=True) as base:
            base.row_factory = sqlite3.Row
            found = base.execute(
                "SELECT r.*, m.text AS remark, m.breaches, c.rating_id AS contact FROM ratings_rating r"
                " LEFT JOIN ratings_remark m ON m.rating_id = r.id"
                " LEFT JOIN ratings_contactdetail c ON c.rating_id = r.id ORDER BY r.id"
            )
            return [dict(row) for row in found]

    @property
    def keys(self) -> dict[str, str]:
        """Keys of another system by purpose: `tickets` and `visits`."""
        keys: dict[str, str] = json.loads((self.folder / "api_keys.json").read_text())
        return keys

    def mint(self, **wish: object) -> dict[str, Any]:
        """A ticket of the open counter, as another system gets it."""
        status, answer = self.post(
            "/api/v1/tickets", {"counter": COUNTER, **wish}, f"Bearer {self.keys['tickets']}"
        )
        assert status == 201, answer
        return answer

    def pair(self, count: int) -> list[str]:
        """Pairs tablets with the open counter; their tokens."""
        tokens = [secrets.token_urlsafe(32) for _ in range(count)]
        with sqlite3.connect(self._database, timeout=20) as base:
            for token in tokens:
                base.execute(
                    "INSERT INTO ratings_device (name, counter_id, point_id, token_hash, paired_at,"
                    " paired_by) SELECT 'Máy', id, point_id, ?, '2026-01-01', 'system'"
                    " FROM organisation_counter WHERE code = ?",
                    (token_hash(token), COUNTER),
                )
            base.execute("UPDATE organisation_intakeversion SET number = number + 1")
        return tokens

    def post(self, path: str, body: object, authorization: str = "") -> tuple[int, dict[str, Any]]:
        """Status and answer of one call."""
        headers = {"Content-Type": "application/json"}
        if authorization:
            headers["Authorization"] = authorization
        body_bytes = json.dumps(body).encode()
        request = Request(self.url + path, body_bytes, headers)  # noqa: S310  # our own server
        try:
            with urlopen(request, timeout=_PATIENCE_S) as answer:  # noqa: S310  # our own server
                return answer.status, json.load(answer)
        except HTTPError as refused:
            return refused.code, json.load(refused)

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        """The ratings, once there are `count`; asks for a while, for what a page sends by itself."""
        deadline = time.monotonic() + _PATIENCE_S
        while len(self.ratings()) < count and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.ratings()

    @contextmanager
    def closed_counter(self) -> Iterator[None]:
        """The counter is closed, as intake sees it at once; open again afterwards."""
        self._change("2021-02-01")
        try:
            yield
        finally:
            self._change(None)

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A change of the database that intake sees at once."""
        with sqlite3.connect(self._database, timeout=20) as base:
            yield base
            base.execute("UPDATE organisation_intakeversion SET number = number + 1")

    def _change(self, valid_to: str | None) -> None:
        with self.changing() as base:
            change = "UPDATE organisation_counter SET valid_to = ? WHERE code = ?"
            base.execute(change, (valid_to, COUNTER))

    def _run(self, *arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.environment, check=True)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
