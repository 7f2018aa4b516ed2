"""The front: takes the two rating calls, passes everything else on to Django.

Django's request machinery costs ten times as much as a rating does (docs/decisions/0001); a thread
that waits for each rating costs as much again (docs/decisions/0005), so here coroutines wait.
Nothing here writes an access log: where and when somebody rated is nobody's business.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from django.conf import settings

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Busy, Unauthenticated
from nucuoi.ratings.intake import body, credentials, desk, payload, problems
from nucuoi.ratings.intake.addresses import Proxies, hashed
from nucuoi.ratings.intake.answers import BatchAnswer, item
from nucuoi.ratings.intake.credentials import DeviceToken, Visitor
from nucuoi.ratings.intake.mailroom import Mailroom
from nucuoi.ratings.intake.problems import Reply
from nucuoi.web.rsgi import Exchange, Handler, Scope, joined, peer

Work = Callable[[Scope, Exchange], Awaitable[Reply]]

SINGLE = "/api/v1/ratings"
BATCH = "/api/v1/ratings/batch"
SINGLE_LIMIT = 64 * 1024
BATCH_LIMIT = 8 * 1024 * 1024
_EVERY_ANSWER = (("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"))

_log = logging.getLogger(__name__)


class Front:
    """The two rating calls in front of Django; an application of the server's RSGI interface.

    Args:
        behind: Takes all other requests.
        close_behind: Called after the last answer.
    """

    def __init__(self, behind: Handler, close_behind: Callable[[], None]) -> None:
        self._behind = behind
        self._close_behind = close_behind
        self._proxies = Proxies(settings.TRUSTED_PROXIES)
        self._calls: dict[str, Work] = {SINGLE: self._single, BATCH: self._batch}

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._mailroom = Mailroom(loop, desk.REPLY_PATIENCE_S)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._close_behind()
        desk.close()

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        work = self._calls.get(scope.path)
        if work is None:
            await self._behind(scope, exchange)
        else:
            _send(exchange, await _answered(scope, exchange, work))

    async def _single(self, scope: Scope, exchange: Exchange) -> Reply:
        credential = _credential(scope) or self._visitor(scope)
        if isinstance(credential, DeviceToken):
            await desk.checked(credential, self._mailroom)
        submission = payload.decode(await body.read(scope, exchange, SINGLE_LIMIT))
        answer = await desk.accepted(submission, credential, self._mailroom)
        return Reply(200 if answer.status == "duplicate" else 201, msgspec.json.encode(answer))

    async def _batch(self, scope: Scope, exchange: Exchange) -> Reply:
        credential = _credential(scope)
        if credential is None:
            raise Unauthenticated("Gửi theo lô cần mã thiết bị: Authorization: Device <mã>.")
        await desk.checked(credential, self._mailroom)
        content = await body.read(scope, exchange, BATCH_LIMIT)
        return await asyncio.to_thread(_batch_taken_in, content, credential)

    def _visitor(self, scope: Scope) -> Visitor:
        def forwarded() -> str:
            return joined(scope.headers, "x-forwarded-for")

        return Visitor(hashed(desk.keys().address, self._proxies.sender(peer(scope), forwarded)))


def visitor(meta: Mapping[str, Any]) -> Visitor:
    """The credential of anybody who comes to one of Django's own views; counted by the open limit.

    Args:
        meta: As `request.META`.
    """
    sender = Proxies(settings.TRUSTED_PROXIES).sender(
        str(meta.get("REMOTE_ADDR", "")), lambda: str(meta.get("HTTP_X_FORWARDED_FOR", ""))
    )
    return Visitor(hashed(desk.keys().address, sender))


async def _answered(scope: Scope, exchange: Exchange, work: Work) -> Reply:
    if scope.method != "POST":
        return problems.wrong_method("POST")
    try:
        return await work(scope, exchange)
    except Refused as refusal:
        return problems.reply(refusal)
    except Exception:  # noqa: BLE001  # the boundary: whatever it was, sending again is safe
        _log.exception("intake: a request failed")
        return problems.reply(Busy())


def _batch_taken_in(content: bytes, credential: DeviceToken) -> Reply:
    """In a thread of its own: five hundred ratings would keep everybody else waiting."""
    items = payload.decode_batch(content)
    right = [one.submission for one in items if one.submission is not None]
    outcomes = iter(desk.accept_all(right, credential))
    results = [
        item(one.id, next(outcomes) if one.refusal is None else one.refusal) for one in items
    ]
    return Reply(200, msgspec.json.encode(BatchAnswer(results)))


def _credential(scope: Scope) -> DeviceToken | None:
    """The device that shows its token; None = nobody shows anything.

    Raises:
        Unauthenticated: If something else is shown: better said than quietly counted as `open`.
    """
    if "authorization" not in scope.headers:
        return None
    shown = scope.headers.get("authorization", "")  # empty for what is no ASCII
    scheme, _, token = shown.partition(" ")
    if scheme.lower() != "device" or not token.strip():
        raise Unauthenticated("Authorization phải có dạng: Device <mã thiết bị>.")
    return credentials.device(token.strip())


def _send(exchange: Exchange, reply: Reply) -> None:
    headers = [("Content-Type", reply.content_type), *_EVERY_ANSWER, *reply.headers]
    exchange.response_bytes(reply.status, headers, reply.content)
