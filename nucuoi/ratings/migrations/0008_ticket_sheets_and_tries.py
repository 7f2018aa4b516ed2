"""Slips printed ahead, references of other systems, tries of numbers, senders of messages."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """New tables, and two empty columns of tickets: instant at any size."""

    dependencies = [
        ("organisation", "0001_initial"),
        ("ratings", "0007_outbox_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SmsSender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tag", models.BinaryField(db_index=True, max_length=16)),
                ("rating", models.BinaryField(max_length=16, unique=True)),
                ("at_ms", models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name="ticket",
            name="reference_tag",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
        migrations.CreateModel(
            name="NumberTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at_ms", models.BigIntegerField()),
                (
                    "device",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="ratings.device",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("count", models.SmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
                (
                    "counter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticket_sheets",
                        to="organisation.counter",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.field",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="ticket",
            name="sheet",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="ratings.ticketsheet",
            ),
        ),
    ]
