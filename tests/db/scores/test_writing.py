"""Many rows are written as they were given, whatever their text holds."""

from datetime import date

import pytest
from django.db import connection

from nucuoi.foundation import clock
from nucuoi.scores import writing
from nucuoi.scores.models import Step

pytestmark = pytest.mark.django_db

AWKWARD = ["a,b", 'say "x"', "back\\slash", "{}", "", "NULL", "Nụ Cười", "'; --", " padded "]
COLUMNS = {"subject": "text", "period": "text", "start": "date", "shown_at": "timestamptz"} | (
    dict.fromkeys(("n", "s1", "s2", "s3", "s4", "s5"), "int")
)


def write(subjects: list[str], n: int, conflict: str = "") -> None:
    """A step of each subject on one day."""
    shown_at = connection.ops.adapt_datetimefield_value(clock.now())
    rows = [(one, "day", date(2026, 11, 9), shown_at, n, 0, 0, 0, 0, -n) for one in subjects]
    with connection.cursor() as cursor:
        writing.write(cursor, "scores_step", COLUMNS, rows, conflict)


def written() -> dict[str, tuple[int, int]]:
    """Their n and s5, by subject."""
    return {step.subject: (step.n, step.s5) for step in Step.objects.all()}


def test_text_stays_as_it_is() -> None:
    """Commas, quotes, braces and backslashes mean nothing in it."""
    write(AWKWARD, 12)

    assert written() == dict.fromkeys(AWKWARD, (12, -12))
    assert set(Step.objects.values_list("start", flat=True)) == {date(2026, 11, 9)}


def test_more_than_one_statement_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows are written, however many fit into a statement."""
    monkeypatch.setattr(writing, "_AT_ONCE", 2)
    write(AWKWARD[:5], 12)

    assert len(written()) == 5


def test_what_is_there_already() -> None:
    """The caller says what then happens."""
    write(["a"], 12)
    write(
        ["a", "b"], 17, "ON CONFLICT (subject, period, start) DO UPDATE SET n = excluded.n, s5 = 0"
    )

    assert written() == {"a": (17, 0), "b": (17, -17)}
