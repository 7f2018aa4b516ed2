"""Named links; an index of the ratings that came by one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index holds only ratings with a link; building it reads the table of ratings once."""

    dependencies = [
        ("organisation", "0001_initial"),
        ("ratings", "0004_first_level_mapping"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("title", models.CharField(max_length=120)),
                ("rater", models.SmallIntegerField()),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
            ],
        ),
        migrations.CreateModel(
            name="NamedLinkEnding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("why", models.CharField(max_length=200)),
            ],
        ),
        migrations.AddIndex(
            model_name="rating",
            index=models.Index(
                condition=models.Q(("link", ""), _negated=True),
                fields=["link", "id"],
                name="rating_link",
            ),
        ),
        migrations.AddField(
            model_name="namedlink",
            name="counter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="named_links",
                to="organisation.counter",
            ),
        ),
        migrations.AddField(
            model_name="namedlinkending",
            name="link",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ending",
                to="ratings.namedlink",
            ),
        ),
    ]
