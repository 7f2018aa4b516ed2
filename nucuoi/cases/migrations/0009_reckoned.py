"""What counts of each matter beside how it stands, so that figures need not read its moves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from nucuoi.cases.rules.reckoning import DaysBetween, Happened, Reckoned, after
from nucuoi.cases.rules.words import Act, Kind
from nucuoi.foundation.working_days import working_days_until

_AT_ONCE = 2_000
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


def reckon(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Goes through the moves of all matters that a unit has."""
    standings = apps.get_model("cases", "CaseStanding").objects
    moves = apps.get_model("cases", "CaseMove").objects
    swapped = dict(apps.get_model("cases", "SwappedDay").objects.values_list("on", "works"))

    def between(since: date, until: date) -> int:
        return working_days_until(since, until, swapped)

    last = 0
    rows = standings.filter(kind=Kind.FEEDBACK).order_by("pk")
    while some := list(rows.filter(pk__gt=last)[:_AT_ONCE]):
        last = some[-1].pk
        of_case: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        found = moves.filter(case__in=[one.pk for one in some]).order_by("id")
        for case, *move in found.values_list("case", "at", "act", "kind", "due_at"):
            of_case[case].append(tuple(move))
        for one in some:
            for column, value in asdict(_reckoned(of_case[one.pk], between)).items():
                setattr(one, column, value)
        standings.bulk_update(some, list(_COLUMNS), batch_size=100)


def _reckoned(
    moves: Iterable[tuple[datetime, str, str, datetime | None]], between: DaysBetween
) -> Reckoned:
    found = Reckoned()
    for at, act, kind, due in moves:
        found = after(found, Happened(at, Act(act), Kind(kind), due), between)
    return found


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
