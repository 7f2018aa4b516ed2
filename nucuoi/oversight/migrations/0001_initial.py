"""Witnesses of the log."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables."""

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Witness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('vkey', models.CharField(max_length=400, unique=True)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('named_by', models.CharField(max_length=150)),
                ('named_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='WitnessEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=150)),
                ('why', models.CharField(max_length=200)),
                ('witness', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='oversight.witness')),
            ],
        ),
    ]
