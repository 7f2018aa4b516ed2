"""PostgreSQL keeps samples of columns for its planner: none of what people wrote, which erasing would miss."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TEXTS = (
    ("cases_reading", "masked"),
    ("cases_reading", "folded"),
    ("cases_casemessage", "text"),
    ("cases_casemessage", "masked"),
    ("ratings_remark", "text"),
    ("ratings_remark", "salt"),
    ("ratings_contactdetail", "sealed"),
)


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Turns the samples off."""
    if editor.connection.vendor != "postgresql":
        return
    for table, column in TEXTS:
        editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
    editor.execute("ALTER INDEX cases_search ALTER COLUMN 1 SET STATISTICS 0")


class Migration(migrations.Migration):
    """No samples."""

    dependencies = [
        ("cases", "0005_support_rules"),
        ("ratings", "0008_ticket_sheets_and_tries"),
    ]
    operations = [migrations.RunPython(forwards, elidable=False)]
