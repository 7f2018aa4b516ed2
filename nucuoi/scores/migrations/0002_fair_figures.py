"""Fair figures, their computations and groups, and early warnings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables of `scores.figures`."""

    dependencies = [
        ("scores", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Computation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("span", models.CharField(max_length=8)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("method", models.CharField(max_length=12)),
                ("parameters", models.JSONField()),
                ("computed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "span", "id"], name="computation_newest")],
            },
        ),
        migrations.CreateModel(
            name="PeerGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("whom", models.CharField(max_length=12)),
                ("field", models.IntegerField()),
                ("evidence", models.SmallIntegerField()),
                ("rater", models.SmallIntegerField()),
                ("members", models.IntegerField()),
                ("overall", models.FloatField()),
                ("alpha", models.FloatField()),
                ("beta", models.FloatField()),
                ("tau2", models.FloatField()),
                ("phi", models.FloatField()),
                ("half_low", models.FloatField()),
                ("half_high", models.FloatField()),
                ("limits", models.JSONField()),
                (
                    "computation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="scores.computation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=56)),
                ("n", models.IntegerField()),
                ("satisfied", models.IntegerField()),
                ("adjusted", models.FloatField()),
                ("mean", models.FloatField()),
                ("low", models.FloatField()),
                ("high", models.FloatField()),
                ("reliability", models.FloatField()),
                ("band", models.SmallIntegerField()),
                ("open", models.IntegerField(default=0)),
                ("paper", models.IntegerField(default=0)),
                ("rated", models.IntegerField(default=0)),
                ("visits", models.IntegerField(default=0)),
                ("alone", models.BooleanField(default=False)),
                ("counts", models.JSONField(default=list)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="scores.peergroup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EarlyWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("official", models.CharField(max_length=40)),
                ("week", models.IntegerField()),
                ("value", models.FloatField()),
                ("limit", models.FloatField()),
                ("usual", models.FloatField()),
                ("n", models.IntegerField()),
                ("dissatisfied", models.IntegerField()),
                (
                    "computation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="warnings",
                        to="scores.computation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("official", "week"), name="early_warning_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="peergroup",
            constraint=models.UniqueConstraint(
                fields=("computation", "whom", "field", "evidence", "rater"), name="peer_group_once"
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(fields=["subject", "group"], name="figure_subject"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(fields=("group", "subject"), name="figure_once"),
        ),
    ]
