"""What waits stands on the desk: warnings for the official and her head alike, flags, proposals."""

from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.accounts.models import User
from nucuoi.foundation import clock
from nucuoi.scores.models import Computation, Exclusion, Flag
from tests.db.scores.test_fair_pages import text_of, warn
from tests.figures_scene import PROVINCE, build, commune

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
DESK = "/ban-lam-viec/"
RISEN = "số lượt chưa hài lòng tăng"


@pytest.fixture(autouse=True)
def province() -> None:
    """A province with a warning in one commune and a flag there."""
    build()
    warn("cb-05")
    flag = Computation.objects.create(kind="flags", span="20261127", first=clock.today(),
        last=clock.today(), method="1", parameters={}, computed_at=clock.now())  # fmt: skip
    Flag.objects.create(
        computation=flag, rule="F2", subject="device:1", unit=f"{commune(3)}-mc",
        first=clock.today(), last=clock.today(), value=9, threshold=10,
        inputs={"ratings": 5, "columns": [["9:00", 5]], "marked": []},
    )  # fmt: skip


def official(client_of: ClientOf, code: str) -> Client:
    """A client of an official of that code."""
    client = client_of("official", commune(3))
    User.objects.filter(username="official").update(official=code)
    return client


def test_official_and_head_are_told_the_same_at_the_same_time(client_of: ClientOf) -> None:
    """Both desks say it, as help and not as punishment; nobody else's desk does."""
    own = text_of(official(client_of, "cb-05"), DESK)
    head = text_of(client_of("head", commune(3)), DESK)

    assert f"Gần đây {RISEN}" in own
    assert f"1 cán bộ có {RISEN}" in head
    for page in (own, head):
        assert "không dùng để kỷ luật" in page
    for other in (
        official(client_of, "cb-06"),
        client_of("head", commune(4), "head-2"),
        client_of("home_affairs", PROVINCE),
        client_of("handler", commune(3)),
    ):
        assert RISEN not in text_of(other, DESK)


@pytest.mark.parametrize(
    ("role", "unit", "told"),
    [
        ("head", commune(3), True),
        ("head", commune(4), False),
        ("home_affairs", PROVINCE, True),
        ("one_stop_control", PROVINCE, True),
        ("official", commune(3), False),
        ("admin", "", False),
    ],
)
def test_flags_wait_for_those_who_may_read_them(
    client_of: ClientOf, role: str, unit: str, told: bool
) -> None:
    """The operating side and the head of the unit see it on the same morning."""
    assert ("1 dấu hiệu chờ người xem" in text_of(client_of(role, unit), DESK)) is told


def test_proposals_wait_for_the_front(client_of: ClientOf) -> None:
    """She alone is asked to decide."""
    Exclusion.objects.create(
        unit=PROVINCE, scope={}, reason="trial", why="", basis="", ratings=6,
        proposed_by="an", proposed_at=clock.now(),
    )  # fmt: skip
    words = "1 đề nghị loại khỏi số liệu chờ quyết định"

    assert words in text_of(client_of("supervisor", ""), DESK)
    assert words not in text_of(client_of("home_affairs", PROVINCE), DESK)
