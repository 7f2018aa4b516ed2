"""A key says when it was last used."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An empty column on a table of a few rows: instant at any size."""

    dependencies = [("accounts", "0002_setup_link_user")]
    operations = [
        migrations.AddField(
            model_name="apitoken", name="last_used_at", field=models.DateTimeField(null=True)
        ),
    ]
