"""Refusals as `application/problem+json` (RFC 9457), the same shape as `web.middleware` makes."""

from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Busy, CounterClosed, TooMany, TooManyTries, Unauthenticated


class Reply(Struct, frozen=True):
    """What goes back over HTTP, but for the headers that every reply has."""

    status: int
    content: bytes
    content_type: str = "application/json"
    headers: list[tuple[str, str]] = []


def reply(refusal: Refused) -> Reply:
    """A refusal with what the sender needs to know: wrong fields, successor, when to come again."""
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.message,
        "errors": refusal.fields,
    }
    if isinstance(refusal, CounterClosed) and refusal.successor:
        problem["successor"] = {"code": refusal.successor.code, "url": refusal.successor.url}
    return _problem(problem, _headers(refusal))


def wrong_method(allowed: str) -> Reply:
    """405 with the one method that is right."""
    problem = {
        "type": "about:blank",
        "title": HTTPStatus.METHOD_NOT_ALLOWED.phrase,
        "status": 405,
        "detail": f"Địa chỉ này chỉ nhận {allowed}.",
        "errors": {},
    }
    return _problem(problem, [("Allow", allowed)])


def _problem(problem: dict[str, Any], headers: list[tuple[str, str]]) -> Reply:
    content = msgspec.json.encode(problem)
    return Reply(problem["status"], content, "application/problem+json", headers)


def _headers(refusal: Refused) -> list[tuple[str, str]]:
    if isinstance(refusal, TooMany | TooManyTries | Busy):
        return [("Retry-After", str(refusal.retry_after_s))]
    if isinstance(refusal, Unauthenticated):
        return [("WWW-Authenticate", "Device")]
    return []
