"""One-time links may belong to a person: they then set her password."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """An empty column on a table of a few rows: instant at any size."""

    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="setuplink",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="setup_links",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
