"""Tables for drafts of the questionnaire and for the mapping to three levels."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """New tables only; takes no time on any volume."""

    dependencies = [
        ("ratings", "0002_first_questionnaire"),
    ]

    operations = [
        migrations.CreateModel(
            name="LevelMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(unique=True)),
                ("valid_to", models.DateField(null=True)),
                ("step_1", models.SmallIntegerField()),
                ("step_2", models.SmallIntegerField()),
                ("step_3", models.SmallIntegerField()),
                ("step_4", models.SmallIntegerField()),
                ("step_5", models.SmallIntegerField()),
                ("citation", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
            ],
        ),
        migrations.CreateModel(
            name="QuestionnaireDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField()),
                ("revision", models.IntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="ratings.questionnaire",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftEnding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "version",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_from",
                        to="ratings.questionnaire",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ending",
                        to="ratings.questionnairedraft",
                    ),
                ),
            ],
        ),
    ]
