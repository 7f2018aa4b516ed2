"""Enters the first rules: swapped days, deadlines, what opens a matter, who is told, who inspects."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from nucuoi.cases import first_rules


def enter(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """About thirty rows; takes no time on any volume."""
    alias = editor.connection.alias
    first_rules.enter(lambda name: apps.get_model("cases", name).objects.using(alias))


class Migration(migrations.Migration):
    """The first rules."""

    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop, elidable=False)]
