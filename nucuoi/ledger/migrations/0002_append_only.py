"""Leaves can be added one after another, never changed or deleted."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    *(
        f"CREATE TRIGGER ledger_leaf_no_{verb} BEFORE {verb} ON ledger_leaf "
        "BEGIN SELECT RAISE(ABORT, 'ledger_leaf is append-only'); END"
        for verb in ("update", "delete")
    ),
    "CREATE TRIGGER ledger_leaf_gapless BEFORE INSERT ON ledger_leaf "
    'WHEN NEW."index" <> (SELECT COALESCE(MAX("index") + 1, 0) FROM ledger_leaf) '
    "BEGIN SELECT RAISE(ABORT, 'ledger_leaf has no gaps'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION ledger_leaf_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'ledger_leaf is append-only'; END $$",
    "CREATE TRIGGER ledger_leaf_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leaf "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_leaf_refuse()",
    "CREATE FUNCTION ledger_leaf_gapless() RETURNS trigger LANGUAGE plpgsql AS "
    '$$ BEGIN IF NEW."index" <> (SELECT COALESCE(MAX("index") + 1, 0) FROM ledger_leaf) '
    "THEN RAISE EXCEPTION 'ledger_leaf has no gaps'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER ledger_leaf_gapless BEFORE INSERT ON ledger_leaf "
    "FOR EACH ROW EXECUTE FUNCTION ledger_leaf_gapless()",
]


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Installs the triggers of the database in use."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
