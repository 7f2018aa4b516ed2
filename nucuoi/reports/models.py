"""Exports: what was asked for, and what became of it."""

from datetime import timedelta

from django.db import models

from nucuoi.ratings.rules.words import Evidence
from nucuoi.reports.rules.question import Form, Kind, Question

KEPT = timedelta(days=7)
"""How long a finished file stays."""


class Export(models.Model):
    """One file that somebody asked for; each moment of its way is written once it has come."""

    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150, db_index=True)
    kind = models.CharField(max_length=10)
    form = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    as_of = models.DateField()
    first = models.DateField()
    last = models.DateField()
    evidence = models.JSONField()
    """Numbers of `ratings.rules.words.Evidence`."""
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    """Taken away by who asked for it, or when its time was over."""
    percent = models.SmallIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    """Bytes of the file."""

    class Meta:
        indexes = (
            models.Index(
                fields=("id",),
                condition=models.Q(finished_at=None, failed_at=None, removed_at=None),
                name="export_waiting",
            ),
        )

    @property
    def question(self) -> Question:
        """What was asked for."""
        return Question(
            kind=Kind(self.kind),
            form=Form(self.form),
            unit=self.unit,
            as_of=self.as_of,
            first=self.first,
            last=self.last,
            evidence=frozenset(Evidence(number) for number in self.evidence),
        )
