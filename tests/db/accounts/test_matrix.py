"""The one matrix holds every address, every action and every role, and nothing that is not there."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.test import Client, RequestFactory

from nucuoi.accounts.matrix import ACTIONS, INTAKE, ROUTES, Open, Reach
from nucuoi.accounts.middleware import Gate
from nucuoi.accounts.permissions import may_open, reach
from nucuoi.accounts.rules import Role
from nucuoi.foundation.seat import Seat
from nucuoi.ratings.intake import desk
from tests.cast import Member, person, signed_in
from tests.routes import Route, all_routes

ANSWERS = {200, 302, 304, 400, 404, 405, 409, 410, 422, 503}
"""What a page may answer to somebody who may open it, asked for things that do not exist."""


def test_every_address_is_in_the_matrix() -> None:
    """An address that the matrix does not name fails the build."""
    missing = [route.name or "(no name)" for route in all_routes() if route.name not in ROUTES]

    assert missing == []


def test_no_entry_of_the_matrix_is_dead() -> None:
    """What the matrix names is an address."""
    known = {route.name for route in all_routes()}

    assert [name for name in ROUTES if name not in known] == []


def test_the_calls_in_front_of_django_are_in_the_matrix() -> None:
    """What intake answers before Django is asked is declared too, and nothing else."""
    if find_spec("nucuoi.ratings.intake") is None:
        return
    intake = import_module("nucuoi.ratings.intake.application")

    assert {intake.SINGLE, intake.BATCH} == set(INTAKE)


def test_every_action_that_an_address_needs_is_declared() -> None:
    """An address asks for an action of the matrix, or is declared open."""
    needs = {need for need in ROUTES.values() if not isinstance(need, Open)}

    assert needs - ACTIONS.keys() == set()


def test_every_role_and_reach_is_known() -> None:
    """Actions are allowed to roles of design §2, each with a reach, and to at least one."""
    for action, allowed in ACTIONS.items():
        assert allowed, action
        assert all(isinstance(role, Role) for role in allowed), action
        assert all(isinstance(how_far, Reach) for how_far in allowed.values()), action


def test_actions_have_a_room_a_thing_and_a_verb() -> None:
    """`room.thing.verb`, so that a reader finds the code."""
    for action in ACTIONS:
        assert len(action.split(".")) == 3, action


def test_an_unknown_action_is_an_error_of_ours() -> None:
    """Asking for an action that is not declared does not quietly answer no."""
    with pytest.raises(KeyError):
        reach([], "nobody.knows.it")


def test_a_seat_of_an_unknown_role_opens_nothing() -> None:
    """A role that is no longer known reaches nothing."""
    assert reach([Seat("an", "king")], "accounts.user.change") == []


def test_an_address_outside_the_matrix_is_refused_to_everybody(rf: RequestFactory) -> None:
    """Deny by default: also an administrator is refused what the matrix does not name."""
    assert not may_open([Seat("an", Role.ADMIN)], "nowhere:at_all")
    request = rf.get("/khong-co/")
    request.resolver_match = type("Match", (), {"view_name": "nowhere:at_all"})  # type: ignore[assignment]  # all the gate reads

    answer = Gate(lambda _: None).process_view(request, None, (), {})  # type: ignore[arg-type, return-value]  # no view is reached

    assert answer is not None
    assert answer.status_code == 403


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite the test's own transaction holds the lock that `/readyz` would wait for."""
    monkeypatch.setattr(desk, "REPLY_PATIENCE_S", 0.01)


@pytest.mark.either
@pytest.mark.django_db
@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("role", Role.values)
def test_each_role_opens_what_the_matrix_says(role: str) -> None:
    """Every role, every address: allowed ones answer, the others are refused, none fails."""
    member = person(role)
    client = signed_in(member)
    wrong = [_fault(member, client, route) for route in all_routes()]

    assert list(filter(None, wrong)) == []


@pytest.mark.either
@pytest.mark.django_db
@pytest.mark.usefixtures("_impatient")
def test_without_sign_in_only_public_addresses_open() -> None:
    """Somebody unknown is sent to sign in from all that is not declared public."""
    wrong = []
    for route in all_routes():
        answer = Client().get(route.sample)
        led_to_sign_in = answer.headers.get("Location", "").startswith("/dang-nhap/?next=")
        if led_to_sign_in is (ROUTES[route.name] is Open.PUBLIC):
            wrong.append(route.name)

    assert wrong == []


def _fault(member: Member, client: Client, route: Route) -> str:
    """What is wrong with the answer to this role, in words; empty when it is right."""
    status = client.get(route.sample).status_code
    if not may_open([member.seat], route.name):
        return "" if status == 403 else f"{member.seat.role} sees {route.name}: {status}"
    scoped = not isinstance(ROUTES[route.name], Open)
    fine = status in ANSWERS or (scoped and status == 403)
    return "" if fine else f"{member.seat.role} cannot open {route.name}: {status}"
