"""PostgreSQL's index of remarks learns in which span of ratings each lies, so that the newest come first."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL = (
    "DROP INDEX cases_search",
    "CREATE INDEX cases_search ON cases_reading USING gin ((to_tsvector('simple', folded || ' ' "
    "|| replace(unit, '-', '') || ' span' || (rating >> 14))))",
    "ALTER INDEX cases_search ALTER COLUMN 1 SET STATISTICS 0",
)


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes it anew; a minute for a million remarks. SQLite's index gives the newest first itself."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else ():
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The index."""

    dependencies = [("cases", "0011_inbox_shelves")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop, elidable=False)]
