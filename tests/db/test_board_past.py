"""Boards of units that have ended are read by whoever reaches what they passed into."""

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_tree")]
PROVINCE, WARD, OTHER_WARD = "bn-24-2025", "bn-07210-2025", "bn-07228-2025"
OLD_PROVINCE, OLD_DISTRICT, OLD_WARD = "bg-24-2021", "bg-213-2021", "bg-07210-2021"


@pytest.mark.parametrize("part", ["", "dem/"])
@pytest.mark.parametrize(
    ("role", "over", "unit", "day", "status"),
    [
        # The merged province reads the province, its districts and communes of their time.
        ("home_affairs", PROVINCE, OLD_PROVINCE, "15-05-2024", 200),
        ("home_affairs", PROVINCE, OLD_DISTRICT, "15-05-2024", 200),
        ("supervisor", PROVINCE, OLD_WARD, "30-06-2025", 200),
        ("supervisor", PROVINCE, f"{OLD_WARD}-mc", "30-06-2025", 200),
        # A head reads the wards that became hers, not the district or somebody else's.
        ("head", WARD, OLD_WARD, "30-06-2025", 200),
        ("head", WARD, OLD_DISTRICT, "30-06-2025", 403),
        ("head", OTHER_WARD, OLD_WARD, "30-06-2025", 403),
        ("official", WARD, OLD_WARD, "30-06-2025", 403),
    ],
)
def test_the_past_is_read_by_the_heirs(
    client_of: Callable[..., Client],
    role: str,
    over: str,
    unit: str,
    day: str,
    status: int,
    part: str,
) -> None:
    """Whoever reaches a unit today reads the boards of the units that passed into it."""
    answer = client_of(role, over).get(f"/bang/{unit}/{part}?ngay={day}")

    assert answer.status_code == status


def test_names_above_that_may_not_be_opened_are_no_links(client_of: Callable[..., Client]) -> None:
    """A head sees in which province her ward lies, without a link that would refuse her."""
    address = f"/bang/{WARD}/"
    seen_by_head = client_of("head", WARD).get(address).content.decode()
    seen_by_province = client_of("home_affairs", PROVINCE).get(address).content.decode()

    assert "<li>Tỉnh Bắc Ninh</li>" in seen_by_head
    assert f'<li><a href="/bang/{PROVINCE}/">Tỉnh Bắc Ninh</a></li>' in seen_by_province
