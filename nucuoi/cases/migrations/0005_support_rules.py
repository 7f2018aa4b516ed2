"""Enters what opens a matter for an early warning, and how long it may take."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from nucuoi.cases import first_rules


def enter(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Two rows."""
    alias = editor.connection.alias
    first_rules.enter_support(lambda name: apps.get_model("cases", name).objects.using(alias))


class Migration(migrations.Migration):
    """The rules of early warnings."""

    dependencies = [("cases", "0004_official_and_outcomes")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop, elidable=False)]
