"""The audit table: append-only by trigger, text not foreign keys."""

from django.db import models


class Event(models.Model):
    """One act of one person, written in the transaction of the act itself.

    `action` is of the closed vocabulary in `audit.vocabulary`; `facts` holds what its Vietnamese
    sentence needs (never personal data of citizens, never secrets).
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150)
    role = models.CharField(max_length=30)
    unit = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("subject", "id"), name="audit_subject"),)
