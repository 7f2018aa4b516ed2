"""Ratings as they arrive: narrow rows; text, contact and intake metadata in erasable tables.

Intake writes these tables with plain SQL (`ratings.intake`); Django owns the schema and reads.
Days are numbers of `foundation.clock.day_number`, instants `*_ms` milliseconds since 1970 UTC,
hashes and keys raw bytes.
"""

from django.db import models

from nucuoi.organisation.models import Counter, Field, Official, ServicePoint


class Questionnaire(models.Model):
    """One version of what a person is asked; data, never changed once in use."""

    number = models.SmallIntegerField(primary_key=True)
    code = models.CharField(max_length=40, unique=True)
    content = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)


class Device(models.Model):
    """A paired tablet; it belongs to a counter or to a whole service point. Revoking is a row."""

    name = models.CharField(max_length=80)
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="devices")
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="devices")
    token_hash = models.BinaryField(max_length=32, unique=True)
    paired_at = models.DateTimeField()
    paired_by = models.CharField(max_length=150)


class DeviceRevocation(models.Model):
    """A device that may no longer send."""

    device = models.OneToOneField(Device, models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    why = models.CharField(max_length=200)


class DeviceContact(models.Model):
    """When a device was last heard of; written by intake, once a batch and device."""

    device = models.OneToOneField(
        Device, models.CASCADE, primary_key=True, related_name="contact", db_constraint=False
    )
    last_seen_ms = models.BigIntegerField()


class Outbox(models.Model):
    """A queue on a device: how far it got, so that a wild clock can be bounded (design §6)."""

    outbox = models.BinaryField(max_length=16, primary_key=True)
    device = models.ForeignKey(Device, models.CASCADE, db_constraint=False)
    last_seq = models.BigIntegerField()
    last_rated_ms = models.BigIntegerField()


class OutboxCount(models.Model):
    """How far the numbers of an outbox have been counted; `reached` -1 = none yet."""

    outbox = models.BinaryField(max_length=16, primary_key=True)
    device = models.ForeignKey(Device, models.CASCADE, db_constraint=False, related_name="outboxes")
    reached = models.BigIntegerField(default=-1)


class OutboxGap(models.Model):
    """Numbers of an outbox that are missing, both ends included; filled, it goes away."""

    outbox = models.ForeignKey(OutboxCount, models.CASCADE, related_name="gaps")
    first = models.BigIntegerField()
    last = models.BigIntegerField()


class OutboxFork(models.Model):
    """A number that came a second time with another rating: the tablet's storage exists twice."""

    outbox = models.ForeignKey(OutboxCount, models.CASCADE, related_name="forks")
    seq = models.BigIntegerField()
    noticed_at = models.DateTimeField()


class Ticket(models.Model):
    """An invitation to rate one visit; only keyed hashes of its codes are kept."""

    tag = models.BinaryField(max_length=32, unique=True)
    number_tag = models.BinaryField(max_length=32, null=True, db_index=True)
    """Keyed hash of the 10-digit number, accepted only on a paired device of the same point."""
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="tickets")
    field = models.ForeignKey(Field, models.PROTECT, null=True)
    procedure = models.CharField(max_length=20, blank=True)
    late = models.BooleanField(default=False)
    minted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sheet = models.ForeignKey("TicketSheet", models.PROTECT, null=True, related_name="tickets")
    """The sheet it was printed on, ahead of any visit; None = minted as the visit ended."""
    reference_tag = models.BinaryField(max_length=32, null=True, unique=True)
    """Keyed hash of the one-stop system's own reference: asking again gives the same ticket."""


class Rating(models.Model):
    """One rating: small columns only. Foreign keys are numbers without constraints, for speed."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.BinaryField(max_length=16, unique=True)
    content = models.BinaryField(max_length=16)
    """Fingerprint of what was sent but text, contact, receipt and sending time: tells 200 from 409."""
    lookup_hash = models.BinaryField(max_length=16, unique=True)
    """First 16 bytes of the keyed hash of the receipt's lookup key."""
    day = models.IntegerField()
    counter = models.ForeignKey(Counter, models.DO_NOTHING, db_constraint=False, db_index=False)
    official = models.ForeignKey(
        Official, models.DO_NOTHING, null=True, db_constraint=False, db_index=False
    )
    field = models.ForeignKey(
        Field, models.DO_NOTHING, null=True, db_constraint=False, db_index=False
    )
    ticket = models.ForeignKey(
        Ticket, models.DO_NOTHING, null=True, db_constraint=False, db_index=False
    )
    form = models.ForeignKey(
        Questionnaire, models.DO_NOTHING, null=True, db_constraint=False, db_index=False
    )
    half = models.SmallIntegerField()
    evidence = models.SmallIntegerField()
    disputed = models.BooleanField(default=False)
    channel = models.SmallIntegerField()
    rater = models.SmallIntegerField()
    lang = models.SmallIntegerField()
    score = models.SmallIntegerField()
    spirit = models.SmallIntegerField(null=True)
    attitude = models.SmallIntegerField(null=True)
    conduct = models.SmallIntegerField(null=True)
    tags = models.IntegerField(default=0)
    attributed_by = models.SmallIntegerField()
    clamped = models.BooleanField(default=False)
    """The device's clock was impossible: counted at the counter only (design §6)."""
    apology = models.SmallIntegerField(null=True)
    wants_answer = models.BooleanField(default=False)
    thanks = models.BooleanField(default=False)
    assisted = models.BooleanField(default=False)
    link = models.CharField(max_length=40, blank=True, default="")
    """Code of the named link (of a campaign or an association) it came by; empty = none."""
    has_text = models.BooleanField(default=False)
    """A remark or breach came with it, even if erased since."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",),
                condition=models.Q(disputed=False),
                name="rating_ticket_once",
            ),
        )
        indexes = (
            # Holds only the few ratings that came by a link, so that others cost nothing more.
            models.Index(fields=("link", "id"), condition=~models.Q(link=""), name="rating_link"),
        )


class Remark(models.Model):
    """What was written and which breaches were ticked; erasing deletes the row, its salt with it."""

    rating = models.OneToOneField(
        Rating, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="remark"
    )
    text = models.TextField(blank=True)
    breaches = models.SmallIntegerField(default=0)
    """Bit mask over `BREACH_TAGS`."""
    salt = models.BinaryField(max_length=32)
    """Salt of the leaf's `text` part, made at intake."""


class ContactDetail(models.Model):
    """A left contact, encrypted; used only to say that an answer waits."""

    rating = models.OneToOneField(
        Rating, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="contact"
    )
    sealed = models.BinaryField()


class IntakeRecord(models.Model):
    """How a rating reached us; for fraud work only, erased after 45 days."""

    rating = models.OneToOneField(
        Rating, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="intake"
    )
    arrived_ms = models.BigIntegerField()
    rated_ms = models.BigIntegerField(null=True)
    sent_ms = models.BigIntegerField(null=True)
    device = models.ForeignKey(
        Device, models.DO_NOTHING, null=True, db_constraint=False, db_index=False
    )
    outbox = models.BinaryField(max_length=16, null=True)
    seq = models.BigIntegerField(null=True)


class Pending(models.Model):
    """A rating that waits for its leaf; written in the rating's own transaction."""

    rating = models.OneToOneField(
        Rating, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="pending"
    )
    receipt_digest = models.BinaryField(max_length=32)
    """d(receipt): needs the lookup key, which is not kept, so it is made at intake."""
