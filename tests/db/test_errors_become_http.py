"""Errors become HTTP once: a Vietnamese page for people, a problem for programs, never a bare 500."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.http import require_POST

from nucuoi.foundation.errors import Conflict, Gone, Invalid, NotFound, Unavailable

pytestmark = pytest.mark.django_db

FAILURES: dict[str, tuple[Exception, int]] = {
    "invalid": (Invalid("Ngày chưa đúng.", fields={"as_of": "Ghi dạng 2025-07-01."}), 422),
    "missing": (NotFound("Không có quầy này."), 404),
    "conflict": (Conflict("Đã có thay đổi."), 409),
    "gone": (Gone("Quầy đã đóng."), 410),
    "unavailable": (Unavailable("Xin thử lại."), 503),
    "http404": (Http404("x"), 404),
    "denied": (PermissionDenied("x"), 403),
    "suspicious": (SuspiciousOperation("x"), 400),
    "validation": (ValidationError("Ngày chưa đúng."), 422),
    "locked": (OperationalError("database is locked"), 503),
    "ours": (RuntimeError("x"), 500),
}


def _failing(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@require_POST
def _post_only(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.body)))


urlpatterns = [
    *(path(f"{folder}{name}", _failing(error)) for name, (error, _) in FAILURES.items()
      for folder in ("", "api/")),
    path("post", _post_only),
    path("api/post", _post_only),
]  # fmt: skip
handler400 = "nucuoi.web.views.bad_request"
handler403 = "nucuoi.web.views.forbidden"
handler404 = "nucuoi.web.views.not_found"
handler500 = "nucuoi.web.views.server_error"

WITHOUT_GATE = [
    "nucuoi.web.request_log.RequestLog",
    "nucuoi.web.middleware.Errors",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


@pytest.fixture
def client() -> Any:
    """A client of the failing addresses alone."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=WITHOUT_GATE):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize("name", FAILURES)
def test_a_person_gets_a_page(client: Client, name: str) -> None:
    """Every failure is a Vietnamese page with its status."""
    response = client.get(f"/{name}")

    assert response.status_code == FAILURES[name][1]
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert 'lang="vi"' in response.content.decode()


@pytest.mark.parametrize("name", FAILURES)
def test_a_program_gets_a_problem(client: Client, name: str) -> None:
    """Under /api/ every failure is `application/problem+json` with a Vietnamese sentence."""
    response = client.get(f"/api/{name}")
    body = json.loads(response.content)

    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, body["status"]) == (FAILURES[name][1],) * 2
    assert set(body) == {"type", "title", "status", "detail", "errors"}


def test_each_wrong_field_is_named(client: Client) -> None:
    """Fields of a refusal stand in the problem and on the page."""
    problem = json.loads(client.get("/api/invalid").content)

    assert problem["detail"] == "Ngày chưa đúng."
    assert problem["errors"] == {"as_of": "Ghi dạng 2025-07-01."}
    assert "Ghi dạng 2025-07-01." in client.get("/invalid").content.decode()


def test_our_own_faults_tell_nothing_of_themselves(client: Client) -> None:
    """The words of an unexpected error reach no reader."""
    assert "RuntimeError" not in client.get("/ours").content.decode()


@pytest.mark.parametrize("address", ["/khong-co", "/api/khong-co"])
def test_an_unknown_address_is_404(client: Client, address: str) -> None:
    """An address nobody serves is told in the same two ways."""
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/post", "/api/post"])
def test_a_wrong_method_says_which_is_right(client: Client, address: str) -> None:
    """405 keeps the header `Allow` and brings words."""
    response = client.get(address)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert len(response.content) > 100


@pytest.mark.parametrize("address", ["/post", "/api/post"])
@pytest.mark.parametrize("megabytes", [3, 9])
def test_a_body_too_large_is_413(client: Client, address: str, megabytes: int) -> None:
    """More than Django reads, or more than anything reads, is refused as too large."""
    response = client.post(address, b"x" * megabytes * 1024 * 1024, content_type="text/plain")

    assert response.status_code == 413


@pytest.mark.parametrize("address", ["/unavailable", "/locked", "/api/locked"])
def test_try_again_says_when(client: Client, address: str) -> None:
    """503 carries Retry-After."""
    assert client.get(address)["Retry-After"] == "5"


def test_a_form_without_its_token_is_told_to_reload() -> None:
    """A missing CSRF token is explained as a page open for too long."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=WITHOUT_GATE):
        response = Client(enforce_csrf_checks=True).post("/post")

    assert response.status_code == 403
    assert "Xin tải lại trang rồi gửi lại." in response.content.decode()


def test_the_page_comes_even_when_its_template_fails(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With templates broken the words still come as plain HTML."""

    def broken(*args: object) -> str:
        raise RuntimeError("templates are gone")

    monkeypatch.setattr("nucuoi.web.problems.render_to_string", broken)
    response = client.get("/ours")

    assert response.status_code == 500
    assert "<h1>Chúng tôi đang có trục trặc</h1>" in response.content.decode()
