"""Accounts, roles and keys: made, changed and ended, each with its audit row or not at all."""

from datetime import date, timedelta

import pytest

from nucuoi.accounts import actions, queries
from nucuoi.accounts.models import ApiToken, RoleGrant, User
from nucuoi.accounts.permissions import first_seat, seats_of
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM, Seat
from tests.cast import PASSWORD, UNIT, person

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)


def make(username: str = "mo", full_name: str = "Hoàng Thị Mơ") -> User:
    """An account without roles."""
    return actions.make_user(by=SYSTEM, username=username, full_name=full_name, password=PASSWORD)


def acts() -> list[str]:
    """What the audit table holds, oldest first."""
    return list(Event.objects.values_list("action", flat=True))


def test_making_an_account_keeps_the_name_whole() -> None:
    """User name in lower case, name with single spaces, one audit row."""
    user = make(" MO.Hoang ", "  Hoàng   Thị Mơ ")

    assert (user.username, user.full_name) == ("mo.hoang", "Hoàng Thị Mơ")
    assert acts() == ["accounts.user.made"]


@pytest.mark.parametrize("username", ["", "m", "có dấu", "a" * 61, "-mo", "m o", "mo@x", "mo/x"])
def test_a_user_name_of_other_signs_is_refused(username: str) -> None:
    """Nothing is stored, and the field is named."""
    with pytest.raises(Invalid) as refused:
        make(username)

    assert "username" in refused.value.fields
    assert (User.objects.count(), acts()) == (0, [])


def test_a_taken_user_name_is_a_conflict() -> None:
    """Also in other capitals; no audit row is left behind."""
    make()

    with pytest.raises(Conflict):
        make("MO ")
    assert acts() == ["accounts.user.made"]


def test_a_change_is_recorded_with_old_and_new() -> None:
    """A correction keeps what stood before; no change writes nothing."""
    make()
    actions.change_user(by=SYSTEM, username="mo", full_name="Hoàng Thị Mơ", official="")
    assert acts() == ["accounts.user.made"]

    actions.change_user(by=SYSTEM, username="mo", full_name="Hoàng Thị Mận", official="CB-1")

    facts = Event.objects.get(action="accounts.user.changed").facts
    assert (facts["old"]["full_name"], facts["new"]["full_name"]) == (
        "Hoàng Thị Mơ",
        "Hoàng Thị Mận",
    )
    assert queries.person("mo").official == "CB-1"


def test_a_role_holds_from_its_first_day_until_the_day_it_ends() -> None:
    """`valid_from` counts, `valid_to` does not."""
    user = make()
    grant = actions.grant_role(by=SYSTEM, username="mo", role="head", unit=UNIT, valid_from=DAY)
    actions.end_grant(by=SYSTEM, grant=grant.pk, on=DAY + timedelta(days=2))

    held = [bool(seats_of(user, DAY + timedelta(days=shift))) for shift in (-1, 0, 1, 2)]

    assert held == [False, True, True, False]


def test_somebody_acts_from_all_her_seats() -> None:
    """Two roles over two units give two seats, the older first."""
    user = make()
    for role, unit in (("head", UNIT), ("handler", "bg-07213-2021")):
        actions.grant_role(by=SYSTEM, username="mo", role=role, unit=unit, valid_from=DAY)

    assert seats_of(user, DAY) == (
        Seat("mo", "head", UNIT),
        Seat("mo", "handler", "bg-07213-2021"),
    )
    assert first_seat(user, DAY).role == "head"


def test_without_a_role_there_is_no_seat() -> None:
    """An account alone reaches nothing."""
    user = make()

    assert seats_of(user, DAY) == ()
    assert first_seat(user, DAY) == Seat("mo", "")


@pytest.mark.parametrize(("role", "unit"), [("king", UNIT), ("head", ""), ("official", "")])
def test_a_role_needs_to_exist_and_to_have_its_unit(role: str, unit: str) -> None:
    """Unknown roles, and roles of a unit without one, are refused."""
    make()

    with pytest.raises(Invalid):
        actions.grant_role(by=SYSTEM, username="mo", role=role, unit=unit, valid_from=DAY)
    assert not RoleGrant.objects.exists()


def test_the_same_role_is_not_given_twice() -> None:
    """The same role over the same unit again is a conflict; over another unit it is not."""
    make()
    actions.grant_role(by=SYSTEM, username="mo", role="head", unit=UNIT, valid_from=DAY)

    with pytest.raises(Conflict):
        actions.grant_role(by=SYSTEM, username="mo", role="head", unit=UNIT, valid_from=DAY)
    actions.grant_role(by=SYSTEM, username="mo", role="head", unit="bg-1", valid_from=DAY)


def test_an_ended_role_cannot_end_again() -> None:
    """The second end is a conflict, an unknown grant is not found."""
    make()
    grant = actions.grant_role(by=SYSTEM, username="mo", role="press", valid_from=DAY)
    actions.end_grant(by=SYSTEM, grant=grant.pk, on=DAY)

    with pytest.raises(Conflict):
        actions.end_grant(by=SYSTEM, grant=grant.pk, on=DAY)
    with pytest.raises(NotFound):
        actions.end_grant(by=SYSTEM, grant=10**9, on=DAY)


def test_the_last_administrator_stays() -> None:
    """Neither by ending the role nor by stopping the account can the last one go."""
    admin = person("admin")
    grant = RoleGrant.objects.get(user=admin.user)

    with pytest.raises(Conflict):
        actions.end_grant(by=SYSTEM, grant=grant.pk, on=clock.today())
    with pytest.raises(Conflict):
        actions.deactivate_user(by=SYSTEM, username="admin")
    assert seats_of(admin.user, clock.today())

    person("admin", username="admin-hai")
    actions.deactivate_user(by=SYSTEM, username="admin")


def test_nobody_stops_her_own_account() -> None:
    """An administrator asks another one."""
    admin = person("admin")
    person("admin", username="admin-hai")

    with pytest.raises(Conflict):
        actions.deactivate_user(by=admin.seat, username="admin")


def test_stopping_and_opening_again_is_recorded() -> None:
    """Both acts leave a row; a second time each is a conflict."""
    person("admin")
    make()
    actions.deactivate_user(by=SYSTEM, username="mo")
    with pytest.raises(Conflict):
        actions.deactivate_user(by=SYSTEM, username="mo")
    actions.reactivate_user(by=SYSTEM, username="mo")
    with pytest.raises(Conflict):
        actions.reactivate_user(by=SYSTEM, username="mo")

    assert acts()[-2:] == ["accounts.user.deactivated", "accounts.user.reactivated"]


def test_unknown_accounts_are_not_found() -> None:
    """Every action on nobody says so."""
    for act in (
        lambda: actions.change_user(by=SYSTEM, username="ai", full_name="A B"),
        lambda: actions.grant_role(by=SYSTEM, username="ai", role="press", valid_from=DAY),
        lambda: actions.deactivate_user(by=SYSTEM, username="ai"),
        lambda: actions.make_password_link(by=SYSTEM, username="ai"),
        lambda: actions.reset_second_factor(by=SYSTEM, username="ai"),
    ):
        with pytest.raises(NotFound):
            act()


def test_people_are_found_without_diacritics_and_sorted_by_given_name() -> None:
    """`mo` finds Mơ; An comes before Bình whatever the family name."""
    make("mo1", "Hoàng Thị Mơ")
    make("an1", "Vũ Văn An")
    make("binh1", "Bùi Thị Bình")

    assert [row.full_name for row in queries.people("thi mo")] == ["Hoàng Thị Mơ"]
    assert [row.full_name for row in queries.people()] == [
        "Vũ Văn An",
        "Bùi Thị Bình",
        "Hoàng Thị Mơ",
    ]


def test_a_key_works_for_its_purpose_until_it_is_revoked() -> None:
    """Another purpose, another secret and a revoked key are refused; the secret is not kept."""
    secret = actions.make_api_token(by=SYSTEM, purpose="visits", name="Một cửa Bắc Giang")
    token = queries.api_token(secret, "visits")
    assert token is not None
    assert queries.api_token(secret, "tickets") is None
    assert queries.api_token(secret + "x", "visits") is None
    assert secret.encode() not in bytes(ApiToken.objects.get().secret_hash)

    actions.revoke_api_token(by=SYSTEM, token=token.pk)

    assert queries.api_token(secret, "visits") is None
    assert acts() == ["accounts.token.made", "accounts.token.revoked"]


@pytest.mark.parametrize(("purpose", "name"), [("all", "x"), ("visits", " "), ("visits", "x" * 81)])
def test_a_key_has_a_purpose_and_a_name(purpose: str, name: str) -> None:
    """Anything else is refused."""
    with pytest.raises(Invalid):
        actions.make_api_token(by=SYSTEM, purpose=purpose, name=name)
