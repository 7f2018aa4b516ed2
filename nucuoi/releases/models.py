"""Released tables: where each stands in the log, and what it was made of."""

from django.db import models


class Release(models.Model):
    """One issue of a span's table; its content is the core of its leaf, nothing else."""

    span = models.CharField(max_length=8)
    """`2026-10`, `2026Q3` or `2026`."""
    revision = models.SmallIntegerField()
    """0, then 1 and on when later ratings changed the table."""
    index = models.BigIntegerField(unique=True)
    """Of the leaf."""
    leaves = models.BigIntegerField()
    """How many leaves it counts."""
    issued_at = models.DateTimeField()
    places = models.JSONField()
    """Unit of the table by code of the counter: what the auditor adds up by."""
    answered = models.JSONField()
    """By unit: headline ratings on desk-days with a visit count, and visits."""
    inputs = models.CharField(max_length=64)
    """SHA-256 over all that was counted: the same gives no revision."""
    state = models.JSONField()
    """What the next revision must know (`fairness.published.State`)."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("span", "revision"), name="release_once"),)
