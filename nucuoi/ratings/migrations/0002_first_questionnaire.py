"""Loads the first version of the questionnaire; a row that is there already is left alone."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from nucuoi.ratings.rules import questionnaire


def load(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """One row; takes no time on any volume."""
    table = apps.get_model("ratings", "Questionnaire").objects.using(editor.connection.alias)
    for version in questionnaire.packaged():
        if version["number"] == 1:
            table.get_or_create(number=1, defaults=version)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("ratings", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
