"""What migrations fill in, by the rules of their time, which they hold themselves."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

from nucuoi.cases.rules.words import Act, Kind

DUE = datetime(2026, 11, 9, 10, tzinfo=UTC)
ON = datetime(2026, 11, 2, 2, tzinfo=UTC)
"""A Monday."""
MOVES = [
    (Act.OPENED, 0),
    (Act.NOTED, 1),
    (Act.ANSWERED, 3),
    (Act.SATISFIED, 4),
    (Act.CLOSED, 7),
    (Act.REOPENED, 8),
    (Act.ANSWERED, 9),
    (Act.CLOSED, 14),
]
"""Act, and how many days after."""


def reckoned(count: int, kind: Kind = Kind.FEEDBACK) -> dict[str, object]:
    """The columns after the first moves."""
    migration = import_module("nucuoi.cases.migrations.0009_reckoned")
    moves = [(ON + timedelta(days=days), act, kind, DUE) for act, days in MOVES[:count]]
    found: dict[str, object] = migration.reckoned(moves, {date(2026, 11, 4): False})
    return found


def test_matters_are_reckoned_from_their_moves() -> None:
    """The first answer and its days stay, a close ends with the reopening; a swapped day is none."""
    opened = {"begun": date(2026, 11, 2), "month": 202611, "first_due": DUE, "reopened": False}
    unknown = {"met": None, "answer_days": None, "close_days": None, "satisfied": None}
    answered = {"met": True, "answer_days": 2}

    assert reckoned(2) == opened | unknown
    assert reckoned(3) == opened | unknown | answered
    assert reckoned(5) == opened | answered | {"satisfied": True, "close_days": 4}
    again = opened | answered | {"satisfied": False, "reopened": True}
    assert reckoned(6) == again | {"close_days": None}
    assert reckoned(8) == again | {"close_days": 9}


def test_breaches_are_not_reckoned() -> None:
    """What points to a breach stands in no figure."""
    assert reckoned(8, Kind.ALLEGATION) == dict.fromkeys(reckoned(8)) | {"reopened": False}
