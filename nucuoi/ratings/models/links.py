"""Named links with which associations and industrial zones invite people to rate."""

from django.db import models

from nucuoi.organisation.models import Counter


class NamedLink(models.Model):
    """An invitation under a short code: to one counter, or to all counters of a unit.

    Exactly one of `counter` and `unit` is given; the unit is text, so that it can be carried over
    along its succession.
    """

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    rater = models.SmallIntegerField()
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="named_links")
    unit = models.CharField(max_length=40, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    """The last day, included."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)


class NamedLinkEnding(models.Model):
    """A named link was ended before its last day."""

    link = models.OneToOneField(NamedLink, models.PROTECT, related_name="ending")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    why = models.CharField(max_length=200)
