"""Errors as answers: a page for people, `application/problem+json` (RFC 9457) for programs."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from nucuoi.foundation.languages import USUAL
from nucuoi.web.error_words import words_for
from nucuoi.web.languages import language_of_address

CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_S = 5
_FOR_PROGRAMS = ("/api/", "/hooks/")
_FOR_CITIZENS = ("/q/", "/v/", "/l/", "/tra-cuu/", "/kiem-chung/")
"""Where an error speaks the person's own language; everywhere else it is Vietnamese."""
_LAST_RESORT = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title} · Nụ Cười</title>'
    "<h1>{title}</h1><p>{sentence}</p><p>{advice}</p>"
)
logger = logging.getLogger(__name__)


def answer(
    request: HttpRequest,
    status: int,
    message: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer to a request that was not done; it never fails itself.

    Args:
        message: Vietnamese sentence; None = the usual one of the status.
        fields: Field name to what is wrong with it.
    """
    if request.path.startswith(_FOR_PROGRAMS):
        response = _problem(status, message, fields or {})
    else:
        response = HttpResponse(_page(request, status, message, fields or {}), status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer, Device"
    if status == 503:
        response["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _problem(status: int, message: str | None, fields: Mapping[str, str]) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message or words_for(status).sentence,
        "errors": dict(fields),
    }
    plainly = {"ensure_ascii": False}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, json_dumps_params=plainly)


def _page(request: HttpRequest, status: int, message: str | None, fields: Mapping[str, str]) -> str:
    """The page; without the person and the database where those may be what failed."""
    lang = language_of_address(request) if request.path.startswith(_FOR_CITIZENS) else USUAL
    context = {
        "status": status,
        "message": message if lang == USUAL else None,  # errors are raised in Vietnamese
        "fields": fields,
        "lang": lang,
        "front": "/" if lang == USUAL else f"/?lang={lang}",
        "demo_banner": settings.DEMO,
    }
    try:
        return render_to_string("web/error.html", context, request if status < 500 else None)
    except Exception:  # the page that says sorry must come, whatever is broken
        logger.exception("the error page could not be rendered")
        words = words_for(status)
        return _LAST_RESORT.format(title=words.title, sentence=words.sentence, advice=words.advice)
