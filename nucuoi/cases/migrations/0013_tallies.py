"""What figures add up, summed by unit and month as matters move."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Count, F, Q

_COUNTED = {
    "came": Q(),
    "judged": Q(met__isnull=False),
    "on_time": Q(met=True),
    "heard": Q(satisfied__isnull=False),
    "satisfied": Q(satisfied=True),
    "reopened": Q(reopened=True),
    "waiting": Q(state="open"),
}
_DAYS = {"answers": "answer_days", "closes": "close_days"}


def sum_up(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Goes through all matters that a unit has nine times; seconds for a million."""
    tallies = apps.get_model("cases", "CaseTally").objects
    standings = apps.get_model("cases", "CaseStanding").objects.filter(month__isnull=False)
    model = tallies.model
    for what, condition in _COUNTED.items():
        found = standings.filter(condition).order_by().values_list("month", "desk_unit")
        tallies.bulk_create(
            model(month=month, desk_unit=unit, what=what, number=0, count=count)
            for month, unit, count in found.annotate(n=Count("pk"))
        )
    for what, column in _DAYS.items():
        some = standings.filter(**{f"{column}__isnull": False}).annotate(days=F(column)).order_by()
        found = some.values_list("month", "desk_unit", "days")
        tallies.bulk_create(
            model(month=month, desk_unit=unit, what=what, number=days, count=count)
            for month, unit, days, count in found.annotate(n=Count("pk"))
        )


class Migration(migrations.Migration):
    """A table in place of an index."""

    dependencies = [("cases", "0012_search_newest_first")]

    operations = [
        migrations.RemoveIndex("casestanding", "standing_month"),
        migrations.CreateModel(
            name="CaseTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.IntegerField()),
                ("desk_unit", models.CharField(max_length=40)),
                ("what", models.CharField(max_length=12)),
                ("number", models.SmallIntegerField()),
                ("count", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "desk_unit", "what", "number"), name="case_tally_once"
                    )
                ],
            },
        ),
        migrations.RunPython(sum_up, migrations.RunPython.noop, elidable=True),
    ]
