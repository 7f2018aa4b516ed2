"""An official's weeks are found by an index: her page stays as quick with ten million ratings."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index."""

    dependencies = [
        ("scores", "0004_counts_in_the_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="weektally",
            index=models.Index(fields=["official", "week"], name="week_official"),
        ),
    ]
