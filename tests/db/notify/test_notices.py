"""Notices leave by a real SMTP server and a real gateway on loopback, are tried again, and forget whom they told."""

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from nucuoi.foundation import clock
from nucuoi.notify.actions import deliver, queue
from nucuoi.notify.models import Notice
from nucuoi.notify.rules import PAUSES, Way, read_contact
from tests.db.ledger.conftest import data

__all__ = ["data"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]
WORDS = {"subject": "Đã có trả lời", "text": "Xin mở trang tra cứu."}


class _Kept:
    """Keeps what arrives; refuses one address for good, another for now."""

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address.startswith("khong-co"):
            return "550 no such user"
        if address.startswith("cho-da"):
            return "451 later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.messages.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def mail(settings: Any) -> Iterator[_Kept]:
    """An SMTP server on loopback that the settings name."""
    kept = _Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.MAIL_URL, settings.MAIL_FROM = f"smtp://127.0.0.1:{port}", "nu-cuoi@bacninh.example"
    yield kept
    server.stop()


def told(key: str = "k1", contact: str = "an@vidu.example") -> Notice:
    """A queued notice."""
    assert queue(key=key, contact=contact, **WORDS)
    return Notice.objects.get(key=key)


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        (" an@vidu.example ", (Way.MAIL, "an@vidu.example")),
        ("0912 345 678", (Way.SMS, "+84912345678")),
        ("+84.912.345.678", (Way.SMS, "+84912345678")),
        ("84912345678", (Way.SMS, "+84912345678")),
        ("gọi cho tôi", None),
        ("an@vidu", None),
        ("an@vidu.example, binh@vidu.example", None),
        ("an@vidu.example\nBcc: x@y.example", None),
        ("12345", None),
        ("", None),
    ],
)
def test_where_a_contact_leads(contact: str, found: tuple[Way, str] | None) -> None:
    """A mail address or a Vietnamese number; nothing else, and never two."""
    assert read_contact(contact) == found


def test_mail_leaves_once(mail: _Kept) -> None:
    """Queued twice, it is sent once, in Vietnamese, and the address is gone after."""
    notice = told()
    assert b"an@vidu" not in bytes(notice.sealed_to or b"")
    told()
    assert (deliver(), deliver()) == (1, 0)
    notice.refresh_from_db()

    (message,) = mail.messages
    assert message["To"] == "an@vidu.example"
    assert "Xin mở trang tra cứu." in message.get_payload(decode=True).decode()
    assert (notice.sealed_to, notice.next_try_at) == (None, None)
    assert notice.taken_at is not None


def test_refused_for_now_is_tried_again(mail: _Kept) -> None:
    """Each failure waits longer; after the last it is given up and the address forgotten."""
    told(contact="cho-da@vidu.example")
    now = clock.now()
    for failures, pause in enumerate(PAUSES, start=1):
        assert deliver(now) == 0
        notice = Notice.objects.get()
        assert (notice.failures, notice.next_try_at) == (failures, now + pause)
        assert deliver(now + pause - timedelta(seconds=1)) == 0
        assert Notice.objects.get().failures == failures
        now += pause
    deliver(now)
    notice = Notice.objects.get()

    assert notice.given_up_at == now
    assert notice.sealed_to is None


def test_refused_for_good_is_given_up(mail: _Kept) -> None:
    """An address that does not exist is not tried again."""
    told(contact="khong-co@vidu.example")
    deliver()

    assert Notice.objects.get().given_up_at is not None


def test_nobody_listens(settings: Any) -> None:
    """Without a server the notice waits."""
    settings.MAIL_URL = "smtp://127.0.0.1:9"
    told()
    deliver()

    assert Notice.objects.get().failures == 1


def test_no_way_out_queues_nothing(settings: Any) -> None:
    """Without a setting no address is kept."""
    settings.MAIL_URL = settings.SMS_URL = ""

    assert not queue(key="k", contact="an@vidu.example", **WORDS)
    assert not queue(key="k", contact="0912345678", **WORDS)
    assert not Notice.objects.exists()


def test_text_messages_leave_by_the_gateway(settings: Any) -> None:
    """Number and words are posted as JSON with the secret."""
    asked: list[tuple[str | None, Any]] = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the library's name
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.headers["Authorization"], json.loads(body)))
            self.send_response(503 if len(asked) == 1 else 200)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            """Nothing is said."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    settings.SMS_URL = f"http://:bi-mat@127.0.0.1:{server.server_port}/send"
    try:
        told(contact="0912345678")
        assert deliver() == 0
        assert deliver(clock.now() + PAUSES[0] + timedelta(seconds=1)) == 1
    finally:
        server.shutdown()
        server.server_close()

    assert asked[1] == ("Bearer bi-mat", {"to": "+84912345678", "text": WORDS["text"]})


def test_a_folder_to_look_at(settings: Any, tmp_path: Path) -> None:
    """On a machine without mail the notices can be read in a file."""
    settings.MAIL_URL = f"folder://{tmp_path}/thu"
    told()

    assert deliver() == 1
    assert json.loads((tmp_path / "thu" / "mail.jsonl").read_text())["to"] == "an@vidu.example"
