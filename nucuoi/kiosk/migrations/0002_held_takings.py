"""What staff took in after all of what tablets hold."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One new table: instant at any size."""

    dependencies = [
        ("kiosk", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeldTaking",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="taking",
                        serialize=False,
                        to="kiosk.helditem",
                    ),
                ),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
