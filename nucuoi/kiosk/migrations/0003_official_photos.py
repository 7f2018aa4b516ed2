"""Photos of officials, and whether tablets show them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One new table and a column with a default: instant at any size."""

    dependencies = [
        ("kiosk", "0002_held_takings"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialPhoto",
            fields=[
                (
                    "official",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="organisation.official",
                    ),
                ),
                ("image", models.BinaryField()),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="namepolicy",
            name="photos",
            field=models.BooleanField(default=False),
        ),
    ]
