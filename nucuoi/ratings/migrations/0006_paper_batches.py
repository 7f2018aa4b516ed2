"""Printed ballots and batches of paper sheets with their second reading."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """New tables only; takes no time on any volume."""

    dependencies = [
        ("organisation", "0001_initial"),
        ("ratings", "0005_named_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("half", models.SmallIntegerField()),
                ("sheets", models.SmallIntegerField()),
                ("score_sum", models.SmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
                (
                    "counter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_batches",
                        to="organisation.counter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("uuid", models.UUIDField(unique=True)),
                ("score", models.SmallIntegerField()),
                ("spirit", models.SmallIntegerField(null=True)),
                ("attitude", models.SmallIntegerField(null=True)),
                ("conduct", models.SmallIntegerField(null=True)),
                ("ticks", models.CharField(blank=True, max_length=30)),
                ("remark", models.TextField(blank=True)),
                ("keyed_at", models.DateTimeField()),
                ("keyed_by", models.CharField(max_length=150)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="ratings.paperbatch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SheetCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second",
                        to="ratings.papersheet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SheetSettlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="ratings.papersheet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BallotRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.IntegerField()),
                ("last", models.IntegerField()),
                ("lang", models.SmallIntegerField()),
                ("rater", models.SmallIntegerField()),
                ("size", models.CharField(max_length=2)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "counter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballot_runs",
                        to="organisation.counter",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballot_runs",
                        to="ratings.questionnaire",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("counter", "first"), name="ballot_run_first")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperBatchStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("why", models.CharField(blank=True, max_length=200)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="ratings.paperbatch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "step"), name="paper_batch_step_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="papersheet",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="paper_sheet_once"),
        ),
    ]
