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


def test_an_unknown_act_is_refused() -> None:
    """What is not in the vocabulary cannot be recorded."""
    with pytest.raises(KeyError):
        actions.record(by=SYSTEM, action="accounts.user.liked")


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
