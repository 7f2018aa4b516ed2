"""Who witnesses the log: named by the Front, ended by a row of its own."""

from django.db import models


class Witness(models.Model):
    """A machine outside that cosigns checkpoints with its own key."""

    name = models.CharField(max_length=200)
    """The name in its key."""
    vkey = models.CharField(max_length=400, unique=True)
    address = models.CharField(max_length=300, blank=True)
    """Where `add-checkpoint` is asked; empty when it fetches the log by itself."""
    named_by = models.CharField(max_length=150)
    named_at = models.DateTimeField()


class WitnessEnd(models.Model):
    """A witness that no longer counts; what it cosigned before still does."""

    witness = models.OneToOneField(Witness, models.PROTECT, related_name="end")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    why = models.CharField(max_length=200)
