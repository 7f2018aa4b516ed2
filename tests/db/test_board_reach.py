"""Who may read which board."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.board_scene import DISTRICT, PROVINCE, TAN_DINH, VOI, build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["", "dem/"])
@pytest.mark.parametrize(
    ("role", "over", "unit", "status"),
    [
        # A head reads her unit and all below, nothing beside or above.
        ("head", VOI, VOI, 200),
        ("head", VOI, f"{VOI}-mc", 200),
        ("head", VOI, TAN_DINH, 403),
        ("head", VOI, DISTRICT, 403),
        ("head", DISTRICT, TAN_DINH, 200),
        ("handler", VOI, VOI, 200),
        # The province's bodies and the Front read all of it.
        ("home_affairs", PROVINCE, VOI, 200),
        ("one_stop_control", PROVINCE, PROVINCE, 200),
        ("supervisor", PROVINCE, VOI, 200),
        ("supervisor", "", VOI, 200),
        # Others read none.
        ("official", VOI, VOI, 403),
        ("inspector", PROVINCE, VOI, 403),
        ("press", "", VOI, 403),
        ("admin", "", VOI, 403),
    ],
)
def test_a_board_is_read_within_reach(
    client_of: Callable[..., Client], role: str, over: str, unit: str, status: int, part: str
) -> None:
    """A seat reads the boards of its unit and below, if its role reads boards at all."""
    build()

    assert client_of(role, over).get(f"/bang/{unit}/{part}").status_code == status


@pytest.mark.parametrize("part", ["", "dem/"])
def test_strangers_sign_in_first(client: Client, part: str) -> None:
    """Without a session the board leads to the sign-in page and says nothing."""
    build()
    answer = client.get(f"/bang/{VOI}/{part}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")
