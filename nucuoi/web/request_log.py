"""One canonical log line a request; none for the pages of ratings, tickets and receipts."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from nucuoi.web.logs import FACTS, request_id

SILENT_ROOMS = frozenset({"ratings", "kiosk", "receipts"})
"""Rooms whose public pages leave no line: nobody shall learn from a log who rated or asked when."""
SILENT_ROUTES = frozenset({"api:receipts"})

logger = logging.getLogger(__name__)


class RequestLog:
    """Gives each request an id and writes one line at its end.

    The line holds method, name of the route, status and duration; no path, address or person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        token = request_id.set(uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            _write(request, response, time.perf_counter() - started)
        finally:
            request_id.reset(token)
        return response


def _write(request: HttpRequest, response: HttpResponse, took_s: float) -> None:
    match = request.resolver_match
    if match and _is_silent(request, match):
        return
    facts = {
        "method": request.method,
        "route": match.view_name if match else None,
        "status": response.status_code,
        "duration_ms": round(took_s * 1000, 1),
    }
    logger.info("request", extra={FACTS: facts})


def _is_silent(request: HttpRequest, match: ResolverMatch) -> bool:
    """`for_staff` is what the gate found in the matrix; where it did not look, nothing is said."""
    if getattr(request, "for_staff", False):
        return False
    return match.app_name in SILENT_ROOMS or match.view_name in SILENT_ROUTES
