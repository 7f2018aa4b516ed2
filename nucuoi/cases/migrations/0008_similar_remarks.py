"""What similar remarks are found by, and which are; PostgreSQL keeps no samples of it (as `0006`)."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def without_samples(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Turns the samples off."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE cases_readingband ALTER COLUMN band SET STATISTICS 0")


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [("cases", "0007_inbox_indexes")]

    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("rating", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["first"], name="likeness_first")],
            },
        ),
        migrations.CreateModel(
            name="ReadingBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("band", models.BigIntegerField()),
                ("rating", models.BigIntegerField()),
                ("unit", models.CharField(max_length=40)),
                ("day", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "band"], name="band_found"),
                    models.Index(fields=["rating"], name="band_rating"),
                ],
            },
        ),
        migrations.RunPython(without_samples, migrations.RunPython.noop, elidable=False),
    ]
