"""What stands around tickets and messages: sheets printed ahead, tries of numbers, senders."""

from django.db import models

from nucuoi.organisation.models import Counter, Field
from nucuoi.ratings.models.ratings import Device


class TicketSheet(models.Model):
    """Slips printed ahead for one counter; the slips themselves are tickets."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="ticket_sheets")
    field = models.ForeignKey(Field, models.PROTECT, null=True)
    first_day = models.DateField()
    last_day = models.DateField()
    count = models.SmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)


class NumberTry(models.Model):
    """A paired device asked what a ticket's number means; counted for a minute, then erased."""

    device = models.ForeignKey(Device, models.CASCADE, db_constraint=False)
    at_ms = models.BigIntegerField()


class SmsSender(models.Model):
    """A message came from this number today: a hash under a key and the day, erased in 48 hours."""

    tag = models.BinaryField(max_length=16, db_index=True)
    rating = models.BinaryField(max_length=16, unique=True)
    """UUID made of the gateway's message id, so that a message sent again is not counted again."""
    at_ms = models.BigIntegerField(db_index=True)
