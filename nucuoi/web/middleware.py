"""Errors become HTTP once, here; and bodies that nobody asked for are refused unread."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from nucuoi.foundation.errors import Refused
from nucuoi.web.problems import answer

logger = logging.getLogger(__name__)


class Errors:
    """Turns refusals into their status: a Vietnamese page, or a problem for programs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.MAX_BODY_BYTES:
            return answer(request, 413)
        response = self.get_response(request)
        return _explained(request, response) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a refusal; None for errors that Django answers through `web.views`."""
        if isinstance(error, Refused):
            return _timed(answer(request, error.status, error.message, error.fields), error)
        if isinstance(error, ValidationError):
            return answer(request, 422, " ".join(error.messages))
        if isinstance(error, RequestDataTooBig):
            return answer(request, 413)
        if isinstance(error, OperationalError):
            logger.error("the database did not answer", exc_info=error)
            return answer(request, 503)
        return None


def _length(request: HttpRequest) -> int:
    """Declared bytes of the body; 0 when nothing sensible is declared."""
    declared = request.META.get("CONTENT_LENGTH", "")
    return int(declared) if declared.isdecimal() else 0


def _timed(response: HttpResponse, error: Refused) -> HttpResponse:
    """Says when to come again, if the refusal knows."""
    if error.retry_after_s is not None:
        response["Retry-After"] = str(error.retry_after_s)
    return response


def _explained(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """A refusal of the method in words; says what is allowed instead."""
    response = answer(request, 405)
    response["Allow"] = refused.get("Allow", "")
    return response
