"""Audit rows are of a closed vocabulary and can only be added."""

import pytest
from django.db import DatabaseError, transaction

from nucuoi.audit import actions
from nucuoi.audit.models import Event
from nucuoi.foundation.seat import SYSTEM

pytestmark = pytest.mark.django_db


def test_an_act_is_recorded() -> None:
    """An act leaves one row with its actor, role and facts."""
    actions.record(by=SYSTEM, action="accounts.user.signed_in", subject="an", method="password")

    event = Event.objects.get()
    assert (
        event.actor,
        event.action,
        event.subject,
        event.facts,
    ) == ("system", "accounts.user.signed_in", "an", {"method": "password"})


def test_many_acts_are_recorded() -> None:
    """Each has a row of its own, in the order given."""
    acts = [(name, {"method": "password"}) for name in ("an", "bình", "chi")]
    actions.record_each(by=SYSTEM, action="accounts.user.signed_in", acts=acts)

    assert list(Event.objects.values_list("subject", "facts")) == acts


@pytest.mark.parametrize("acts", [[], [("an", {})]])
def test_an_unknown_act_is_refused(acts: list[tuple[str, dict[str, object]]]) -> None:
    """What is not in the vocabulary cannot be recorded, alone or with others."""
    with pytest.raises(KeyError):
        actions.record(by=SYSTEM, action="accounts.user.liked")
    with pytest.raises(KeyError):
        actions.record_each(by=SYSTEM, action="accounts.user.liked", acts=acts)


@pytest.mark.parametrize(
    "change", ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event"]
)
def test_rows_can_only_be_added(change: str) -> None:
    """The database itself refuses to change or delete an audit row."""
    from django.db import connection

    actions.record(by=SYSTEM, action="accounts.user.signed_in")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Event.objects.count() == 1
