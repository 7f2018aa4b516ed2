"""The outbox of notices."""

from django.db import models

from nucuoi.notify.rules import Way


class Notice(models.Model):
    """One notice to one person; its address is encrypted and goes away with the last try."""

    key = models.CharField(max_length=60, unique=True)
    """What it tells, so that nothing is told twice."""
    way = models.CharField(max_length=4, choices=[(way.value, way.name) for way in Way])
    sealed_to = models.BinaryField(null=True)
    subject = models.CharField(max_length=120)
    text = models.TextField()
    made_at = models.DateTimeField()
    failures = models.SmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, db_index=True)
    """None = it was taken or given up."""
    taken_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
