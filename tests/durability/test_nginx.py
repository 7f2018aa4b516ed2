"""Behind nginx with the shipped example: rated through it, nothing of who rated when in any log."""

import http.client
import json
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from tests.durability.conftest import copied
from tests.durability.installation import Installation, wait_until
from tests.durability.web_server import NAME, Nginx, nginx

pytestmark = pytest.mark.long

Answer = tuple[int, dict[str, str], str]
PRIVATE = ("/q/", "/v/", "/kiosk", "/tra-cuu", "/kiem-chung", "/hooks", "/api/v1/ratings")
PRIVATE_CALLS = ("/api/v1/receipts", "/api/v1/tickets", "/api/v1/devices")


@pytest.fixture
def installation(filled: Path, data: Path) -> Iterator[Installation]:
    """A running installation that knows that it stands behind a proxy, with its static files."""
    with copied(filled, data) as running:
        running.settings |= {
            "NUCUOI_BASE_URL": f"https://{NAME}",
            "NUCUOI_ALLOWED_HOSTS": NAME,
            "NUCUOI_TRUSTED_PROXIES": "127.0.0.1",
            "NUCUOI_LOG_LEVEL": "INFO",
        }
        running.command("prepare", "--no-demo")
        running.start()
        yield running


@pytest.fixture
def server(installation: Installation, tmp_path: Path) -> Iterator[Nginx]:
    """Nginx in front of it."""
    (tmp_path / "nginx").mkdir()
    with nginx(tmp_path / "nginx", installation.port) as running:
        yield running


def test_people_rate_through_it_and_no_log_knows(installation: Installation, server: Nginx) -> None:
    """Page, form, call and batch are answered; no log of nginx or the product holds their paths."""
    counter = installation.counter
    rating = {"id": str(uuid4()), "counter": counter, "score": 5}
    batch = {"ratings": [rating, rating | {"id": str(uuid4())}]}
    token = {"Authorization": f"Device {installation.token}"}
    form = f"id={uuid4()}&score=4&form=phieu-1"
    answers = [
        _asked(server, "GET", f"/q/{counter}"),
        _asked(server, "POST", f"/q/{counter}/gui", form, _FORM),
        _asked(server, "POST", "/api/v1/ratings", json.dumps(rating)),
        _asked(server, "POST", "/api/v1/ratings/batch", json.dumps(batch), token),
        _asked(server, "GET", "/dang-nhap/"),
    ]

    assert [status for status, *_ in answers] == [200, 200, 201, 200, 200]
    assert [one["status"] for one in json.loads(answers[3][2])["results"]] == [
        "duplicate",
        "accepted",
    ]
    wait_until(lambda: "/dang-nhap/" in server.logged(), "nginx has written its log")
    assert _private_words(server.logged(), counter) == []
    assert _private_words((installation.data / "serve.log").read_text(), counter) == []


def test_no_log_knows_when_the_service_is_away_either(
    installation: Installation, server: Nginx
) -> None:
    """Nginx's error log holds the request of every other page, but none of these."""
    installation.kill("serve")
    statuses = [
        _asked(server, method, path)[0]
        for method, path in (
            ("GET", f"/q/{installation.counter}"),
            ("GET", "/v/0190f0000000"),
            ("GET", "/tra-cuu/"),
            ("POST", "/api/v1/ratings"),
            ("POST", "/api/v1/ratings/batch"),
            ("GET", "/api/v1/receipts"),
            ("GET", "/dang-nhap/"),
        )
    ]

    assert statuses == [502] * 7
    assert "connect() failed" in server.logged()
    assert "/dang-nhap/" in server.logged()
    assert _private_words(server.logged(), installation.counter) == []


def test_staff_can_sign_in_through_it(server: Nginx) -> None:
    """The form is not refused as one of another site: the wrong password is what is told."""
    _, headers, page = _asked(server, "GET", "/dang-nhap/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    status, _, page = _asked(
        server,
        "POST",
        "/dang-nhap/",
        f"csrfmiddlewaretoken={token[1]}&username=khong-co&password=khong-dung-dau",
        _FORM
        | {
            "Cookie": headers["set-cookie"].partition(";")[0],
            "Origin": f"https://{NAME}",
            "Referer": f"https://{NAME}/dang-nhap/",
        },
    )

    assert status == 200, page
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page


def test_figures_of_the_machine_are_not_for_outside(server: Nginx) -> None:
    """`/metrics` needs its token when it is asked through a proxy."""
    assert _asked(server, "GET", "/metrics")[0] == 403


def test_plain_http_only_leads_to_https(server: Nginx) -> None:
    """Whoever types the address without https is led there, unlogged."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.plain_port, timeout=10)) as link:
        link.request("GET", "/q/bg07210-21-01", headers={"Host": NAME})
        answer = link.getresponse()

    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/q/bg07210-21-01")
    assert _private_words(server.logged(), "bg07210-21-01") == []


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _asked(
    server: Nginx, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
) -> Answer:
    """Status, headers and body of one request over TLS, the certificate checked."""
    trust = ssl.create_default_context(cafile=str(server.folder / "cert.pem"))
    with (
        socket.create_connection(("127.0.0.1", server.port), 20) as plain,
        trust.wrap_socket(plain, server_hostname=NAME) as line,
        closing(http.client.HTTPConnection(NAME)) as link,
    ):
        link.sock = line
        link.request(method, path, body.encode(), headers or {})
        answer = link.getresponse()
        fields = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, fields, answer.read().decode()


def _private_words(logged: str, counter: str) -> list[str]:
    """What stands in a log of those who rate."""
    words = (*PRIVATE, *PRIVATE_CALLS, counter)
    return [word for word in words if word in logged]
