"""Pairing codes, what tablets say of themselves, what they could not deliver, and signing on.

A device is a row of `ratings`; instants `*_ms` are milliseconds since 1970 UTC.
"""

from django.db import models

from nucuoi.organisation.models import Counter, Official, ServicePoint


class PairingCode(models.Model):
    """Lets one tablet become a device, once and within ten minutes; only a hash of it is kept."""

    code_hash = models.BinaryField(max_length=32, unique=True)
    name = models.CharField(max_length=80)
    counter = models.ForeignKey(Counter, models.PROTECT, null=True)
    """None = the tablet serves the whole service point."""
    point = models.ForeignKey(ServicePoint, models.PROTECT)
    made_by = models.CharField(max_length=150)
    made_role = models.CharField(max_length=30)
    made_unit = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class DeviceReport(models.Model):
    """What a tablet last said of itself."""

    device = models.OneToOneField(
        "ratings.Device", models.CASCADE, primary_key=True, related_name="report"
    )
    arrived_ms = models.BigIntegerField()
    sent_ms = models.BigIntegerField()
    """Its own clock at the sending: how wrong it is, the way included."""
    version = models.CharField(max_length=20)
    outbox = models.BinaryField(max_length=16, null=True)
    made = models.BigIntegerField(default=0)
    """Ratings its outbox has numbered so far."""
    waiting = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    repeats = models.IntegerField(default=0)
    """Ratings of which the server said that it had them already."""
    full = models.BooleanField(default=False)
    """It could not write to its own storage."""


class HeldItem(models.Model):
    """A rating that intake would not take and the tablet therefore holds; a copy, for staff."""

    uuid = models.CharField(max_length=36, unique=True)
    device = models.ForeignKey("ratings.Device", models.CASCADE, related_name="held_items")
    status = models.CharField(max_length=20)
    errors = models.JSONField()
    content = models.JSONField()
    """As it was sent; shown to nobody, kept so that nothing is lost."""
    arrived_at = models.DateTimeField()


class HeldTaking(models.Model):
    """A held item became a rating after all: staff handed all of a tablet in once more."""

    item = models.OneToOneField(HeldItem, models.CASCADE, primary_key=True, related_name="taking")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()


class NamePolicy(models.Model):
    """What the tablets of a service point show of the official; the latest row counts."""

    point = models.ForeignKey(ServicePoint, models.PROTECT)
    shown = models.BooleanField()
    """The name."""
    photos = models.BooleanField(default=False)
    """The photo beside it."""
    by = models.CharField(max_length=150)
    at = models.DateTimeField()


class OfficialPhoto(models.Model):
    """What tablets may show of an official where the policy says so; removed, nothing of it is left."""

    official = models.OneToOneField(Official, models.PROTECT, primary_key=True)
    image = models.BinaryField()
    """WebP, square, drawn anew by us."""
    by = models.CharField(max_length=150)
    at = models.DateTimeField()


class BadgeCode(models.Model):
    """The code an official signs on with at a tablet; the latest counts, only a keyed tag is kept."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="badge_codes")
    tag = models.BinaryField(max_length=32, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class WrongBadge(models.Model):
    """A wrong sign-on code at a tablet: five of them lock it for ten minutes."""

    device = models.ForeignKey("ratings.Device", models.CASCADE, related_name="wrong_badges")
    at = models.DateTimeField(db_index=True)


class SignOnClaim(models.Model):
    """What a tablet said about signing on, once for each id: offline it is only a claim."""

    uuid = models.CharField(max_length=36, unique=True)
    device = models.ForeignKey("ratings.Device", models.CASCADE, related_name="claims")
    counter = models.ForeignKey(Counter, models.PROTECT)
    official = models.ForeignKey(Official, models.PROTECT, null=True)
    """None = the code was wrong, or it signed off."""
    at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    accepted = models.BooleanField()
