"""Sign-ons of a day are found by an index: the night asks for each day of a year who was there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index."""

    dependencies = [
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="signon",
            index=models.Index(fields=["started_at"], name="sign_on_started"),
        ),
    ]
