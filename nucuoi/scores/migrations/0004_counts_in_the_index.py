"""On SQLite a board reads its counts out of an index; rows of a tally are wide and lie apart.

PostgreSQL updates a row in its place as long as no index holds what changes, so it gets none.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEXES = {
    "scores_day_counts": "scores_daytally (day, counter, evidence, n)",
    "scores_week_counts": "scores_weektally (week, counter, evidence, n)",
    "scores_month_counts": "scores_monthtally (month, counter, evidence, n)",
}


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the indexes."""
    if editor.connection.vendor == "sqlite":
        for name, columns in INDEXES.items():
            editor.execute(f"CREATE INDEX {name} ON {columns}")


def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Takes them away again."""
    if editor.connection.vendor == "sqlite":
        for name in INDEXES:
            editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    """Indexes that hold the counts."""

    dependencies = [("scores", "0003_flags_and_exclusions")]
    operations = [migrations.RunPython(forwards, backwards, elidable=False)]
