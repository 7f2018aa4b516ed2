"""The WSGI front: takes the two rating calls, passes everything else on to Django.

Django's request machinery costs ten times as much as a rating does (docs/decisions/0001).
Nothing here writes an access log: where and when somebody rated is nobody's business.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from django.conf import settings

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Busy, Unauthenticated
from nucuoi.ratings.intake import body, credentials, desk, payload, problems
from nucuoi.ratings.intake.addresses import Proxies, hashed
from nucuoi.ratings.intake.answers import BatchAnswer, item
from nucuoi.ratings.intake.credentials import DeviceToken, Visitor
from nucuoi.ratings.intake.problems import Reply

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

SINGLE = "/api/v1/ratings"
BATCH = "/api/v1/ratings/batch"
SINGLE_LIMIT = 64 * 1024
BATCH_LIMIT = 8 * 1024 * 1024

_log = logging.getLogger(__name__)


def application(django_application: Application) -> Application:
    """The two rating calls in front of `django_application`."""
    proxies = Proxies(settings.TRUSTED_PROXIES)

    def front(environ: Environ, start: Start) -> Iterable[bytes]:
        answer = _passed(environ, start)
        body.read_off(environ)
        return answer

    def _passed(environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path == SINGLE:
            return _send(start, _answered(environ, lambda: _single(environ, proxies)))
        if path == BATCH:
            return _send(start, _answered(environ, lambda: _batch(environ)))
        return django_application(environ, start)

    return front


def visitor(environ: Environ) -> Visitor:
    """The credential of anybody who comes without one; counted by the open limit.

    For Django's own views too: `request.META` is such an `environ`.
    """
    return _visitor(environ, Proxies(settings.TRUSTED_PROXIES))


def _answered(environ: Environ, work: Callable[[], Reply]) -> Reply:
    if environ.get("REQUEST_METHOD") != "POST":
        return problems.wrong_method("POST")
    try:
        return work()
    except Refused as refusal:
        return problems.reply(refusal)
    except Exception:  # noqa: BLE001  # the boundary: whatever it was, sending again is safe
        _log.exception("intake: a request failed")
        return problems.reply(Busy())


def _single(environ: Environ, proxies: Proxies) -> Reply:
    credential = _credential(environ) or _visitor(environ, proxies)
    if isinstance(credential, DeviceToken):
        desk.check(credential)
    submission = payload.decode(body.read(environ, SINGLE_LIMIT))
    answer = desk.accept(submission, credential)
    return Reply(200 if answer.status == "duplicate" else 201, msgspec.json.encode(answer))


def _batch(environ: Environ) -> Reply:
    credential = _credential(environ)
    if credential is None:
        raise Unauthenticated("Gửi theo lô cần mã thiết bị: Authorization: Device <mã>.")
    desk.check(credential)
    items = payload.decode_batch(body.read(environ, BATCH_LIMIT))
    right = [one.submission for one in items if one.submission is not None]
    outcomes = iter(desk.accept_all(right, credential))
    results = [
        item(one.id, next(outcomes) if one.refusal is None else one.refusal) for one in items
    ]
    return Reply(200, msgspec.json.encode(BatchAnswer(results)))


def _credential(environ: Environ) -> DeviceToken | None:
    """The device that shows its token; None = nobody shows anything.

    Raises:
        Unauthenticated: If something else is shown: better said than quietly counted as `open`.
    """
    shown = environ.get("HTTP_AUTHORIZATION")
    if shown is None:
        return None
    scheme, _, token = shown.partition(" ")
    if scheme.lower() != "device" or not token.strip():
        raise Unauthenticated("Authorization phải có dạng: Device <mã thiết bị>.")
    return credentials.device(token.strip())


def _visitor(environ: Environ, proxies: Proxies) -> Visitor:
    return Visitor(hashed(desk.keys().address, proxies.sender(environ)))


def _send(start: Start, reply: Reply) -> list[bytes]:
    headers = [
        ("Content-Type", reply.content_type),
        ("Content-Length", str(len(reply.content))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        *reply.headers,
    ]
    start(reply.status_line, headers)
    return [reply.content]
