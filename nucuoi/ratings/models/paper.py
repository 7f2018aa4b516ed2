"""Paper: printed ballots, batches of sheets under control totals, their keying and second keying.

Words and ticks stand here only until a batch is taken in or refused; scores stay for the totals.
"""

from django.db import models

from nucuoi.organisation.models import Counter
from nucuoi.ratings.models.ratings import Questionnaire


class BallotRun(models.Model):
    """Ballots printed for a counter in one go, numbered on from the run before."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="ballot_runs")
    first = models.IntegerField()
    last = models.IntegerField()
    form = models.ForeignKey(Questionnaire, models.PROTECT, related_name="ballot_runs")
    lang = models.SmallIntegerField()
    rater = models.SmallIntegerField()
    size = models.CharField(max_length=2)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("counter", "first"), name="ballot_run_first"),
        )


class PaperBatch(models.Model):
    """Sheets of one counter and half-day with the totals that were counted before keying."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="paper_batches")
    on = models.DateField()
    half = models.SmallIntegerField()
    sheets = models.SmallIntegerField()
    score_sum = models.SmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)


class PaperBatchStep(models.Model):
    """A batch was keyed, checked, taken in or refused; a batch without any is still being keyed."""

    batch = models.ForeignKey(PaperBatch, models.PROTECT, related_name="steps")
    step = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("batch", "step"), name="paper_batch_step_once"),
        )


class PaperSheet(models.Model):
    """What somebody read from a sheet; its rating's id is made here, so that sending is idempotent."""

    batch = models.ForeignKey(PaperBatch, models.PROTECT, related_name="lines")
    number = models.IntegerField()
    uuid = models.UUIDField(unique=True)
    score = models.SmallIntegerField()
    spirit = models.SmallIntegerField(null=True)
    attitude = models.SmallIntegerField(null=True)
    conduct = models.SmallIntegerField(null=True)
    ticks = models.CharField(max_length=30, blank=True)
    """Letters of the ticked boxes, as `rules.ballot` prints them."""
    remark = models.TextField(blank=True)
    keyed_at = models.DateTimeField()
    keyed_by = models.CharField(max_length=150)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("batch", "number"), name="paper_sheet_once"),
        )


class SheetCheck(models.Model):
    """The score a second person read from the same sheet without seeing the first."""

    sheet = models.OneToOneField(PaperSheet, models.PROTECT, related_name="second")
    score = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)


class SheetSettlement(models.Model):
    """The score that holds where two people read different ones."""

    sheet = models.OneToOneField(PaperSheet, models.PROTECT, related_name="settlement")
    score = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
