"""Another system with its keys, and a commune to serve."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from nucuoi.accounts.actions import make_api_token
from nucuoi.foundation.seat import SYSTEM
from tests import one_stop

Call = Callable[..., Any]


@pytest.fixture
def commune(db: None) -> str:
    """A service point with one counter; its code."""
    one_stop.build()
    return one_stop.counter()


@pytest.fixture
def call(commune: str) -> Call:
    """`call(path, body, purpose=…)`: a POST with a key for that purpose, made when first needed."""
    keys: dict[str, str] = {}

    def posted(path: str, body: object, purpose: str | None = None, **headers: str) -> Any:
        if purpose:
            if purpose not in keys:
                keys[purpose] = make_api_token(by=SYSTEM, purpose=purpose, name="Một cửa tỉnh")
            headers.setdefault("Authorization", f"Bearer {keys[purpose]}")
        client = Client(enforce_csrf_checks=True)
        kind = "application/json"
        return client.post(f"/api/v1/{path}", body, content_type=kind, headers=headers)

    return posted
