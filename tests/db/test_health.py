"""The installation says truly whether it takes ratings, and shows its figures to its own machine."""

import json
from typing import Any

import pytest
from django.test import Client, override_settings

from nucuoi.ratings.intake import desk
from tests.own_database import hold_write_lock, other_connection

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = "mot-ma-do"


@pytest.fixture(autouse=True)
def _own_desk() -> Any:
    """Each test opens the desk of its own database, and closes it."""
    desk.close()
    yield
    desk.close()


def test_the_process_answers() -> None:
    """/healthz says nothing but that the process is alive."""
    assert Client().get("/healthz").json() == {"status": "alive"}


def test_ready_when_a_rating_could_be_committed() -> None:
    """/readyz tries a commit; delays of the worker are fields."""
    response = Client().get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "waiting": 0,
        "worker_s": None,
        "pending": 0,
        "unfollowed": 0,
    }


def test_not_ready_while_nobody_can_write() -> None:
    """Somebody holds the write lock for too long: 503, for no rating could be committed."""
    with other_connection() as holder:
        hold_write_lock(holder)
        response = Client().get("/readyz")

    assert (response.status_code, response.json()["status"]) == (503, "unavailable")


def test_figures_are_in_the_format_of_prometheus() -> None:
    """/metrics counts ratings in the database itself."""
    response = Client().get("/metrics")

    assert response["Content-Type"].startswith("text/plain")
    assert "nucuoi_ratings_total 0.0" in response.content.decode().splitlines()


@pytest.mark.parametrize("sign", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_figures_are_closed_through_a_proxy(sign: str) -> None:
    """What came through a proxy may be anybody: refused without the token."""
    assert Client().get("/metrics", headers={sign: "203.0.113.9"}).status_code == 403


@pytest.mark.parametrize(
    ("set_to", "shown", "status"),
    [
        (TOKEN, f"Bearer {TOKEN}", 200),
        (TOKEN, "Bearer khac", 403),
        (TOKEN, TOKEN, 403),
        (TOKEN, "Bearer mã", 403),
        ("", "Bearer ", 403),
    ],
)
def test_the_token_opens_figures_through_a_proxy(set_to: str, shown: str, status: int) -> None:
    """Only the whole token of the settings opens; an empty setting opens to nobody."""
    headers = {"X-Forwarded-For": "203.0.113.9", "Authorization": shown}
    with override_settings(METRICS_TOKEN=set_to):
        assert Client().get("/metrics", headers=headers).status_code == status


def test_health_is_open_to_everybody() -> None:
    """Health and the API's document need no sign-in."""
    for address in ("/healthz", "/readyz", "/api/openapi.json"):
        assert json.loads(Client().get(address).content)
