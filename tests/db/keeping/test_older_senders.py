"""After an upgrade the phones and tablets of the version before it are understood as ever."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import NAMESPACE_OID, uuid5

import pytest
from django.test import Client

from nucuoi.keeping import upgrade
from tests.db.intake.conftest import Response, call_front
from tests.keeping_folder import FIRST_RELEASE, at_folder, older_folder, value

pytestmark = pytest.mark.sqlite

Request = dict[str, Any]
REQUESTS: list[Request] = json.loads((FIRST_RELEASE / "requests.json").read_text())


@pytest.fixture
def upgraded(unblocked: None, tmp_path: Path) -> Any:
    """The folder of the first release, brought up to this version; in use."""
    with at_folder(older_folder(tmp_path / "var", FIRST_RELEASE)) as data:
        upgrade.bring_up_to_date(lambda _: None)
        yield data


def test_what_they_sent_before_is_known(upgraded: Path) -> None:
    """Each request, sent again byte for byte, gets its answer again and stores nothing."""
    for request in REQUESTS:
        answer = _sent(request, request["body"])

        assert answer.status == 200, answer
        if request["answer"]:
            known = request["answer"].replace("accepted", "duplicate")
            assert answer.json == json.loads(known)
    assert value(upgraded, "SELECT COUNT(*) FROM ratings_rating") == 10


def test_what_they_send_now_is_taken(upgraded: Path) -> None:
    """The same requests with ids of their own are stored, sealed and counted beside the others."""
    for request in REQUESTS:
        answer = _sent(request, _as_new(request))

        assert answer.status == request["status"], answer
        assert "duplicate" not in answer.content.decode()
    said: list[str] = []
    assert upgrade.settle(said.append), said
    assert value(upgraded, "SELECT COUNT(*) FROM ledger_leaf") == 20
    assert value(upgraded, "SELECT SUM(n) FROM scores_daytally") == 20


def _sent(request: Request, body: str) -> Response:
    """One request as it was sent, but for its body."""
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": text
        for name, text in request["headers"].items()
        if name != "content-type"
    }
    kind = request["headers"]["content-type"]
    if request["path"].startswith("/api/"):
        return call_front(body.encode(), path=request["path"], CONTENT_TYPE=kind, **headers)
    answer = Client().post(request["path"], body, content_type=kind, **headers)
    return Response(answer.status_code, {}, answer.content)


def _as_new(request: Request) -> str:
    """Its body with other ids and receipts."""
    body: str = request["body"]
    for identity in _ids(body):
        body = body.replace(identity, str(uuid5(NAMESPACE_OID, identity)))
    if body.startswith("{") and "receipt" in (rating := json.loads(body)):
        body = body.replace(rating["receipt"], rating["receipt"][::-1])
    return body


def _ids(body: str) -> list[str]:
    if not body.startswith("{"):
        return parse_qs(body)["id"]
    said = json.loads(body)
    return [rating["id"] for rating in said.get("ratings", [said])]
