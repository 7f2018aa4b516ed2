"""Indexes made anew: two say all that an inbox asks of a shelf, the third is not taken for one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Some ten seconds for a million matters."""

    dependencies = [("cases", "0014_own_pages_and_lateness")]

    operations = [
        migrations.RemoveIndex("casestanding", "standing_shelf"),
        migrations.RemoveIndex("casestanding", "standing_climbed"),
        migrations.RemoveIndex("casestanding", "standing_late"),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                fields=[
                    "desk_unit",
                    "kind",
                    "state",
                    "due_at",
                    "case",
                    "topic",
                    "level",
                    "official",
                ],
                name="standing_shelf",
            ),
        ),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                condition=models.Q(("level__gte", 2)),
                fields=[
                    "state",
                    "due_at",
                    "case",
                    "level",
                    "desk_unit",
                    "topic",
                    "kind",
                    "official",
                ],
                name="standing_climbed",
            ),
        ),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                condition=models.Q(("state", "open"), ("month__isnull", False)),
                fields=[
                    "kind",
                    "month",
                    "desk_unit",
                    "due_at",
                    "level",
                    "met",
                    "first_due",
                    "state",
                ],
                name="standing_late",
            ),
        ),
    ]
