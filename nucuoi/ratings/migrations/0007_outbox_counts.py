"""Counting the numbers of outboxes: gaps and forks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Three tables beside those of intake."""

    dependencies = [
        ("ratings", "0006_paper_batches"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxCount",
            fields=[
                ("outbox", models.BinaryField(max_length=16, primary_key=True, serialize=False)),
                ("reached", models.BigIntegerField(default=-1)),
                (
                    "device",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outboxes",
                        to="ratings.device",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutboxFork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.BigIntegerField()),
                ("noticed_at", models.DateTimeField()),
                (
                    "outbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forks",
                        to="ratings.outboxcount",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutboxGap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                (
                    "outbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gaps",
                        to="ratings.outboxcount",
                    ),
                ),
            ],
        ),
    ]
