"""The link of a first account says of which role: administrator, or the Front."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column with a default on a table of a few rows: instant at any size."""

    dependencies = [("accounts", "0003_api_token_last_used")]
    operations = [
        migrations.AddField(
            model_name="setuplink",
            name="role",
            field=models.CharField(default="admin", max_length=30),
        ),
    ]
