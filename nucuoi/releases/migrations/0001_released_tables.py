"""Released tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of `releases.models`."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("span", models.CharField(max_length=8)),
                ("revision", models.SmallIntegerField()),
                ("index", models.BigIntegerField(unique=True)),
                ("leaves", models.BigIntegerField()),
                ("issued_at", models.DateTimeField()),
                ("places", models.JSONField()),
                ("answered", models.JSONField()),
                ("inputs", models.CharField(max_length=64)),
                ("state", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("span", "revision"), name="release_once")
                ],
            },
        ),
    ]
