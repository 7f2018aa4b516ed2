"""Errors become HTTP once, here: a Vietnamese page, or `application/problem+json` for the API."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from nucuoi.foundation.errors import Refused


class Errors:
    """Turns `foundation.errors.Refused` into its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a refusal; None for every other error, which is ours."""
        if not isinstance(error, Refused):
            return None
        if request.path.startswith("/api/"):
            return _problem(error)
        context = {"status": error.status, "message": error.message, "fields": error.fields}
        return render(request, "web/error.html", context, status=error.status)


def _problem(error: Refused) -> HttpResponse:
    body = {
        "type": "about:blank",
        "status": error.status,
        "detail": error.message,
        "errors": error.fields,
    }
    return JsonResponse(body, status=error.status, content_type="application/problem+json")
