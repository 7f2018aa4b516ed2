"""The log's rows: leaves without gaps, how far each follower has read, and what was signed."""

from django.db import models


class Leaf(models.Model):
    """One entry of the log (design §4.5).

    `core` and `duty` are canonical JSON; their salts come from `seed`. Digests of parts that can be
    erased or are not kept (`text`, `receipt`) are stored; an absent part has None here and a decoy
    made from `seed` in the entry. `digest` is the hash in the leaf's data, so that the tree can be
    made again from this table alone.
    """

    index = models.BigIntegerField(primary_key=True)
    kind = models.SmallIntegerField()
    subject = models.BigIntegerField(null=True)
    """What the leaf is about: the row of the rating (`entry`), the index of the changed leaf
    (`change`, `exclude`)."""
    digest = models.BinaryField(max_length=32)
    seed = models.BinaryField(max_length=32)
    core = models.BinaryField()
    duty = models.BinaryField(null=True)
    text_digest = models.BinaryField(max_length=32, null=True)
    receipt_digest = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("subject",), condition=models.Q(kind=1), name="leaf_one_entry"
            ),
        )
        indexes = (
            models.Index(
                fields=("kind", "subject"),
                condition=models.Q(kind__gt=1),
                name="leaf_beside_entries",
            ),
        )


class Cursor(models.Model):
    """How far a follower has read: the index of the first leaf it has not yet folded."""

    follower = models.CharField(max_length=40, primary_key=True)
    next_index = models.BigIntegerField(default=0)


class Log(models.Model):
    """A log that this installation publishes; the newest row is the one that grows.

    There is more than one only when a backup was restored that lacks published leaves.
    """

    name = models.CharField(max_length=40, unique=True)
    """Stands in the address: `/log/<name>/checkpoint`."""
    origin = models.CharField(max_length=200, unique=True)
    """First line of its checkpoints, fixed whatever address the installation has later."""
    begun_at = models.DateTimeField()


class Checkpoint(models.Model):
    """A size and root that the log has signed; never changed or deleted."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints")
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    signed = models.BinaryField()
    """The signed note with the log's own signature only."""
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("log", "size"), name="checkpoint_once_a_size"),
        )


class Cosignature(models.Model):
    """A witness's word that a checkpoint extends all it saw before; it was verified when it came."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=200)
    """Name of the witness's key."""
    line = models.TextField()
    """The signature line, with its newline."""
    cosigned_at = models.DateTimeField()
    """By the witness's own clock."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("checkpoint", "witness"), name="cosigned_once"),
        )
