"""What counts of each matter beside how it stands, so that figures need not read its moves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_AT_ONCE = 2_000
_CALENDAR = holidays.country_holidays("VN")
_HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_COLUMNS = {
    "begun": models.DateField(null=True),
    "month": models.IntegerField(null=True),
    "first_due": models.DateTimeField(null=True),
    "met": models.BooleanField(null=True),
    "answer_days": models.SmallIntegerField(null=True),
    "close_days": models.SmallIntegerField(null=True),
    "satisfied": models.BooleanField(null=True),
    "reopened": models.BooleanField(default=False),
}
_NOTHING = {**dict.fromkeys(_COLUMNS), "reopened": False}
Move = tuple[datetime, str, str, datetime | None]
"""When, the act, and the kind and deadline after it."""


def reckon(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Goes through the moves of all matters that a unit has."""
    standings = apps.get_model("cases", "CaseStanding").objects
    moves = apps.get_model("cases", "CaseMove").objects
    swapped = dict(apps.get_model("cases", "SwappedDay").objects.values_list("on", "works"))
    last = 0
    rows = standings.filter(kind="feedback").order_by("pk")
    while some := list(rows.filter(pk__gt=last)[:_AT_ONCE]):
        last = some[-1].pk
        of_case: dict[int, list[Move]] = defaultdict(list)
        found = moves.filter(case__in=[one.pk for one in some]).order_by("id")
        for case, *move in found.values_list("case", "at", "act", "kind", "due_at"):
            of_case[case].append(tuple(move))
        for one in some:
            for column, value in reckoned(of_case[one.pk], swapped).items():
                setattr(one, column, value)
        standings.bulk_update(some, list(_COLUMNS), batch_size=100)


def reckoned(moves: Iterable[Move], swapped: Mapping[date, bool]) -> dict[str, Any]:
    """The columns of a matter with these moves, the first first, by the rules of that time."""
    found = _NOTHING
    for at, act, kind, due in moves:
        found = _after(found, (at, act, kind, due), swapped)
    return found


def _after(before: dict[str, Any], move: Move, swapped: Mapping[date, bool]) -> dict[str, Any]:
    at, act, kind, due = move
    on = at.astimezone(_HERE).date()
    if kind != "feedback":
        return _NOTHING
    if before["begun"] is None:
        return _NOTHING | {"begun": on, "month": on.year * 100 + on.month, "first_due": due}
    met = None if before["first_due"] is None else at <= before["first_due"]
    unanswered = before["answer_days"] is None
    match act:
        case "answered" if unanswered:
            return before | {"met": met, "answer_days": _days(before["begun"], on, swapped)}
        case "closed":
            days = _days(before["begun"], on, swapped)
            return before | {"close_days": days} | ({"met": met} if unanswered else {})
        case "reopened":
            again = {"close_days": None, "satisfied": False, "reopened": True}
            return before | again | ({"met": None} if unanswered else {})
        case "satisfied":
            return before | {"satisfied": True}
        case "took_back":
            return before | {"satisfied": False if before["reopened"] else None}
    return before


def _days(since: date, until: date, swapped: Mapping[date, bool]) -> int:
    """Working days after a day up to another."""
    days = (since + timedelta(days=step) for step in range(1, (until - since).days + 1))
    return sum(swapped.get(day, _CALENDAR.is_working_day(day)) for day in days)


class Migration(migrations.Migration):
    """Eight columns, filled from the moves, and an index by month."""

    dependencies = [("cases", "0008_similar_remarks")]

    operations = [
        *(
            migrations.AddField(model_name="casestanding", name=name, field=field)
            for name, field in _COLUMNS.items()
        ),
        migrations.AddIndex(
            model_name="casestanding",
            index=models.Index(
                condition=models.Q(("month__isnull", False)),
                fields=["month", "desk_unit", "answer_days", "close_days"],
                name="standing_month",
            ),
        ),
        migrations.RunPython(reckon, migrations.RunPython.noop, elidable=True),
    ]
