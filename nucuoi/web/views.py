"""Error pages, health and the catalogue of parts."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from nucuoi.web import catalogue as samples
from nucuoi.web.components import Band


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
    """400 as a Vietnamese page."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 as a Vietnamese page."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 as a Vietnamese page."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 as a Vietnamese page."""
    return _page(request, 500)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "web/error.html", {"status": status}, status=status)
