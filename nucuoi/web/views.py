"""Error pages, health and the catalogue of parts."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from nucuoi.web import catalogue as samples
from nucuoi.web.components import Band
from nucuoi.web.problems import answer


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; says nothing about the database."""
    return JsonResponse({"status": "alive"})


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every part on one page, with invented examples; the page that the tests photograph."""
    context = {
        "samples": samples,
        "form": samples.sample_form(),
        "daily": samples.daily_counts(),
        "bands": list(Band),
        "print_head": samples.PRINT_HEAD,
    }
    return render(request, "web/catalogue.html", context)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 where the body was more than Django reads."""
    return answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return answer(request, 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old."""
    return answer(request, 403, "Trang này đã mở quá lâu. Xin tải lại trang rồi gửi lại.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return answer(request, 500)
