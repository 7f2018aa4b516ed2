"""The place of a board is kept in memory, and never longer than it is right."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions
from nucuoi.scores.queries import place
from tests.board_scene import build

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_counter_that_opens_is_there_at_once() -> None:
    """Asked again, a place costs one small statement; a change of counters is seen by the next."""
    scene, today = build(), clock.today()
    unit = scene.counters["voi-1"].point.unit.unit
    before = place(unit, today, today)
    with CaptureQueriesContext(connection) as statements:
        again = place(unit, today, today)
    actions.open_counter(by=SYSTEM, point=unit, number=99, name="Quầy mới", opens_on=today)
    after = place(unit, today, today)

    assert again == before
    assert len(statements) == 1
    assert len(after.counters) == len(before.counters) + 1
