"""One JSON line a request; none where people rate; no path, address or name in any line."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from nucuoi.web.logs import JsonLines, WithoutPaths

WITH_GATE = settings.MIDDLEWARE
SECRET = "mot-ma-moi-bi-mat"


class Lines(logging.Handler):
    """Keeps every line as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.addFilter(WithoutPaths())
        self.written: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(json.loads(self.format(record)))


def _fine(request: HttpRequest, code: str = "") -> HttpResponse:
    return HttpResponse("được")


def _broken(request: HttpRequest, code: str = "") -> HttpResponse:
    raise RuntimeError("hỏng")


_of_ratings = (
    [path("v/<code>", _fine, name="ticket"), path("x/<code>", _broken, name="x")],
    "ratings",
)
urlpatterns = [
    path("bang/<code>", _fine, name="board"),
    path("hong/<code>", _broken, name="broken"),
    path("", include(_of_ratings)),
]
handler500 = "nucuoi.web.views.server_error"


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """What was written by requests to the addresses above."""
    handler = Lines()
    root = logging.getLogger()
    root.addHandler(handler)
    with override_settings(
        ROOT_URLCONF=__name__,
        MIDDLEWARE=["nucuoi.web.request_log.RequestLog", "nucuoi.web.middleware.Errors"],
    ):
        yield handler.written
    root.removeHandler(handler)


def _get(address: str) -> None:
    Client(raise_request_exception=False).get(address, REMOTE_ADDR="203.0.113.9")


def test_a_request_leaves_one_line(lines: list[dict[str, Any]]) -> None:
    """The line says method, route, status and duration, under an id of the request."""
    _get(f"/bang/{SECRET}")

    (line,) = lines
    assert (line["event"], line["method"], line["route"], line["status"]) == (
        "request",
        "GET",
        "board",
        200,
    )
    assert len(line["request_id"]) == 32
    assert line["duration_ms"] >= 0


def test_pages_of_ratings_leave_no_line(lines: list[dict[str, Any]]) -> None:
    """Nobody can learn from the log who rated when."""
    _get(f"/v/{SECRET}")

    assert lines == []


def test_staff_pages_of_the_same_room_leave_a_line(lines: list[dict[str, Any]]) -> None:
    """Only what citizens open is silent."""
    with override_settings(ROOT_URLCONF="nucuoi.urls", MIDDLEWARE=WITH_GATE):
        _get("/phieu-giay/")
        _get("/q/")

    assert [line["route"] for line in lines if line["event"] == "request"] == ["ratings:batches"]


def test_a_refusal_is_no_fault(lines: list[dict[str, Any]]) -> None:
    """An address that is not there is one line that says 404, and nothing else."""
    _get("/khong-co")

    assert [(line["event"], line["status"]) for line in lines] == [("request", 404)]


@pytest.mark.parametrize("address", [f"/hong/{SECRET}", f"/x/{SECRET}", f"/khong-co/{SECRET}"])
def test_no_line_holds_path_or_address(lines: list[dict[str, Any]], address: str) -> None:
    """Errors are logged by the name of their route: a path may hold a ticket."""
    _get(address)

    assert SECRET not in json.dumps(lines)
    assert "203.0.113.9" not in json.dumps(lines)


def test_a_fault_is_logged_once_with_its_trace(lines: list[dict[str, Any]]) -> None:
    """What an operator needs to find a fault: route, request and trace."""
    _get(f"/hong/{SECRET}")

    (fault,) = (line for line in lines if line["level"] == "error")
    assert (fault["event"], fault["route"]) == ("unhandled error", "broken")
    assert "RuntimeError: hỏng" in fault["exception"]
    assert fault["request_id"]
