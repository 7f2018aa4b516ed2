"""The search over masked remarks: FTS5 on SQLite, GIN over a text vector on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_NEW = "INSERT INTO cases_search (rowid, folded, unit) VALUES (new.rating, new.folded, new.unit);"
_OLD = (
    "INSERT INTO cases_search (cases_search, rowid, folded, unit) "
    "VALUES ('delete', old.rating, old.folded, old.unit);"
)
SQLITE = (
    "CREATE VIRTUAL TABLE cases_search USING fts5(folded, unit, content='cases_reading', "
    "content_rowid='rating', tokenize='unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER cases_search_new AFTER INSERT ON cases_reading BEGIN {_NEW} END",
    f"CREATE TRIGGER cases_search_gone AFTER DELETE ON cases_reading BEGIN {_OLD} END",
    f"CREATE TRIGGER cases_search_changed AFTER UPDATE ON cases_reading BEGIN {_OLD} {_NEW} END",
)
POSTGRESQL = (
    "CREATE INDEX cases_search ON cases_reading "
    "USING gin ((to_tsvector('simple', folded || ' ' || replace(unit, '-', ''))))",
)


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the index of the database in use."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The index."""

    dependencies = [("cases", "0002_rules_as_data")]
    operations = [migrations.RunPython(forwards, elidable=False)]
