"""Roles, their titles, and who must bring a second factor."""

import pytest

from nucuoi.accounts.rules import Role, needs_second_factor, title

SPARED = {"official", "handler", "press", "association"}


@pytest.mark.parametrize("role", Role.values)
def test_all_staff_but_four_roles_bring_a_second_factor(role: str) -> None:
    """Official, handler, press and association sign in with a password alone."""
    assert needs_second_factor({role}) is (role not in SPARED)


def test_one_strict_role_among_several_decides() -> None:
    """Who is an official and a head brings the second factor; who has no role does not."""
    assert needs_second_factor({"official", "head"})
    assert not needs_second_factor(set())


def test_a_title_is_short_and_never_fails() -> None:
    """A role we do not know is called by its own text."""
    assert [title("head"), title("admin"), title("king")] == ["Lãnh đạo", "Quản trị", "king"]
