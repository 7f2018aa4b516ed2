"""Error pages and health."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; says nothing about the database."""
    return JsonResponse({"status": "alive"})


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
