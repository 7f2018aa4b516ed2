"""PostgreSQL looks for gaps once for each statement that adds leaves, not once for each leaf.

The unique index keeps new leaves from the places of old ones; so what is added lies behind the old
ones without a gap exactly when it has none in itself and its first follows a leaf or is leaf 0.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL = [
    "DROP TRIGGER ledger_leaf_gapless ON ledger_leaf",
    "CREATE OR REPLACE FUNCTION ledger_leaf_gapless() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ DECLARE first bigint; last bigint; many bigint; BEGIN "
    'SELECT min("index"), max("index"), count(*) INTO first, last, many FROM added; '
    "IF many > 0 AND (last - first + 1 <> many OR first <> 0 "
    'AND NOT EXISTS (SELECT 1 FROM ledger_leaf WHERE "index" = first - 1)) '
    "THEN RAISE EXCEPTION 'ledger_leaf has no gaps'; END IF; RETURN NULL; END $$",
    "CREATE TRIGGER ledger_leaf_gapless AFTER INSERT ON ledger_leaf "
    "REFERENCING NEW TABLE AS added "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_leaf_gapless()",
]


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Replaces the trigger; that of SQLite stays, which knows no triggers by statement."""
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The trigger."""

    dependencies = [("ledger", "0003_publishing")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
