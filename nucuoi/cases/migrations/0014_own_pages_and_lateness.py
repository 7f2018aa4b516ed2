"""Indexes by which an official's own page finds what is hers, and one that alone says what is late."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Seconds for a million matters; one of the three holds a row for each that knows its official."""

    dependencies = [("cases", "0013_tallies")]

    operations = [
        migrations.AddIndex(
            "casemove",
            models.Index(
                condition=models.Q(("act", "explained")), fields=["by"], name="move_explained"
            ),
        ),
        migrations.AddIndex(
            "casestanding",
            models.Index(
                condition=models.Q(("state", "open")),
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
        migrations.AddIndex(
            "casestanding",
            models.Index(
                condition=models.Q(("official__gt", "")),
                fields=["official", "kind", "case"],
                name="standing_official",
            ),
        ),
    ]
