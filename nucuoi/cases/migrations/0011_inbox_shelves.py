"""What an inbox needs of a matter stands with how it stands, in the order in which it is shown."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Q, Subquery


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Two statements over all matters; half a minute for a million."""
    take_over(apps)
    named = apps.get_model("cases", "CaseStanding").objects.filter(official="").exclude(named="")
    named.update(official=models.F("named"))


def take_over(apps: StateApps) -> None:
    """From the matters and the groups of their remarks."""
    standings = apps.get_model("cases", "CaseStanding").objects
    cases, likenesses = (apps.get_model("cases", name).objects for name in ("Case", "Likeness"))
    case = cases.filter(pk=OuterRef("pk"))
    rating = cases.filter(pk=OuterRef(OuterRef("pk"))).values("rating")
    standings.update(
        topic=Subquery(case.values("topic")),
        official=Subquery(case.values("official")),
        alike=Subquery(likenesses.filter(rating=Subquery(rating)).values("first")),
    )


class Migration(migrations.Migration):
    """Three columns, one of which takes the place of another, and indexes over them."""

    dependencies = [("cases", "0010_named")]

    operations = [
        *(
            migrations.RemoveIndex("casestanding", name)
            for name in ("standing_answered", "standing_unit", "standing_owner")
        ),
        migrations.AddField(
            "casestanding", "topic", models.CharField(blank=True, default="", max_length=30), False
        ),
        migrations.AddField(
            "casestanding",
            "official",
            models.CharField(blank=True, default="", max_length=40),
            False,
        ),
        migrations.AddField("casestanding", "alike", models.BigIntegerField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("casestanding", "named"),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                fields=["desk_unit", "kind", "state", "due_at", "case", "topic"],
                name="standing_shelf",
            ),
        ),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                fields=["state", "due_at", "case", "level", "desk_unit", "topic"],
                condition=Q(("level__gte", 2)),
                name="standing_climbed",
            ),
        ),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                fields=["owner", "state", "due_at", "case"],
                condition=Q(("owner__gt", "")),
                name="standing_owner",
            ),
        ),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                fields=["alike"], condition=Q(("alike__isnull", False)), name="standing_alike"
            ),
        ),
    ]
