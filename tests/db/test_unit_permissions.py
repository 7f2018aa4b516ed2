"""A role reaches its unit and all below it, as the tree stands on the day."""

from datetime import date

import pytest

from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.models import Unit, UnitVersion
from nucuoi.organisation.permissions import check_may, may

pytestmark = pytest.mark.django_db
NOW, LATER = date(2023, 5, 8), date(2025, 8, 1)
CHANGE = "organisation.counter.change"


@pytest.fixture(autouse=True)
def two_communes() -> None:
    """A province with two communes; all end on 2025-07-01."""
    above = None
    for identity, level in (("tinh", "province"), ("xa-a", "commune"), ("xa-b", "commune")):
        unit = Unit.objects.create(unit=identity)
        UnitVersion.objects.create(
            unit=unit,
            name=identity,
            level=level,
            kind="",
            parent=above,
            valid_from=date(2021, 1, 1),
            valid_to=date(2025, 7, 1),
        )
        above = above or unit


@pytest.mark.parametrize(
    ("role", "over", "unit", "on", "allowed"),
    [
        # over the unit itself, what is above and what is beside it
        ("head", "xa-a", "xa-a", NOW, True),
        ("head", "tinh", "xa-a", NOW, True),
        ("head", "xa-a", "tinh", NOW, False),
        ("head", "xa-a", "xa-b", NOW, False),
        ("head", "xa-a", "", NOW, False),
        # a role lapses with its unit
        ("head", "xa-a", "xa-a", LATER, False),
        # a role over everything, and one that reaches everywhere whatever its unit
        ("head", "", "xa-b", NOW, True),
        ("admin", "xa-a", "xa-b", NOW, True),
        ("admin", "", "", NOW, True),
        # roles that the matrix does not name for this action, and no role at all
        ("handler", "xa-a", "xa-a", NOW, False),
        ("supervisor", "", "xa-a", NOW, False),
        ("nobody", "", "xa-a", NOW, False),
    ],
)
def test_the_reach_of_a_seat(role: str, over: str, unit: str, on: date, allowed: bool) -> None:
    """The matrix says which role, the tree of the day says how far."""
    assert may([Seat("an", role, over)], CHANGE, unit, on) is allowed


def test_the_seat_that_allows_is_returned() -> None:
    """Of several seats the one that allows the act is what the audit row will name."""
    head = Seat("an", "head", "xa-b")

    assert check_may([Seat("an", "handler", "xa-b"), head], CHANGE, "xa-b", NOW) == head


def test_no_seat_is_refused() -> None:
    """Without a seat nothing is allowed, and the refusal is Vietnamese."""
    with pytest.raises(Forbidden, match="Vai trò"):
        check_may([], CHANGE, "xa-a", NOW)


def test_the_system_acts_for_itself() -> None:
    """What happens without a person is allowed; a person cannot take that name by role alone."""
    assert check_may([SYSTEM], CHANGE, "xa-a", NOW) == SYSTEM
    assert not may([Seat("an", "system")], CHANGE, "xa-a", NOW)


def test_an_action_missing_from_the_matrix_is_a_mistake() -> None:
    """Deny by default: an unknown action is an error of ours, never a yes."""
    with pytest.raises(KeyError):
        may([Seat("an", "admin")], "organisation.counter.like", "xa-a", NOW)
