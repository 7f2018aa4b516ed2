"""An office, and the front called without a server."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from nucuoi.ratings.intake import desk
from tests.fronted import fronted
from tests.own_database import own_database
from tests.situation import Office, open_office


@dataclass(frozen=True, slots=True)
class Response:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.content)


Post = Callable[..., Response]


@pytest.fixture
def database(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """A database that the writer's own connection sees, and a fresh desk."""
    desk.close()
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield
        desk.close()


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    """An office where nobody is limited."""
    with override_settings(OPEN_LIMIT_PER_MINUTE=0):
        yield open_office()


@pytest.fixture
def post(office: Office) -> Post:
    """Calls the front; a dict is sent as JSON, `token` as the device's, others as headers."""
    return call_front


def call_front(
    content: object = b"",
    *,
    path: str = "/api/v1/ratings",
    method: str = "POST",
    token: str | None = None,
    **environ: object,
) -> Response:
    """One request to the front."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    caught: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        caught.update(status=int(status[:3]), headers=dict(headers))

    request: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.input": BytesIO(body),
        **({"HTTP_AUTHORIZATION": f"Device {token}"} if token else {}),
        **environ,
    }
    parts = fronted(_nobody_behind)(request, start)
    return Response(content=b"".join(parts), **caught)


def rating(office: Office, **changes: object) -> dict[str, Any]:
    """A good rating of the office's counter, with a new id."""
    return {"id": str(uuid4()), "counter": office.counter.code, "score": 5, **changes}


def _nobody_behind(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("299 Behind", [])
    return [b"behind"]
