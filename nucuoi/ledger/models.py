"""The log's rows: leaves without gaps, and how far each follower has read."""

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
    """Row the entry is about, in the room that owns the kind; for `entry` the rating."""
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


class Cursor(models.Model):
    """How far a follower has read: the index of the first leaf it has not yet folded."""

    follower = models.CharField(max_length=40, primary_key=True)
    next_index = models.BigIntegerField(default=0)
