"""Flags that ask a person to look, what she found, and what is taken out of the figures because of it."""

from django.db import models


class Flag(models.Model):
    """Something a rule saw; it accuses nobody, and nothing follows from it by itself."""

    computation = models.ForeignKey("Computation", models.PROTECT, related_name="flags")
    """Of kind `flags`; its method is the version of the rules."""
    rule = models.CharField(max_length=4)
    subject = models.CharField(max_length=60)
    """What was looked at: `device:<row>`, `counter:<code>`, `official:<code>` or `point:<unit>`."""
    unit = models.CharField(max_length=40)
    """Identity of the service point (of officials: of their unit) at the time."""
    first = models.DateField()
    last = models.DateField()
    value = models.FloatField()
    threshold = models.FloatField()
    inputs = models.JSONField()
    """`ratings` looked at, `visits` where they matter, and `columns`: label and count of the picture."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("rule", "subject", "first", "last"), name="flag_once"),
        )
        indexes = (models.Index(fields=("last", "unit"), name="flag_newest"),)


class FlagLook(models.Model):
    """What a person found who looked at a flag; the newest holds."""

    flag = models.ForeignKey(Flag, models.PROTECT, related_name="looks")
    outcome = models.CharField(max_length=12)
    """One of `rules.looks.Outcome`."""
    why = models.CharField(max_length=500)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()


class Exclusion(models.Model):
    """A proposal to take a defined set of ratings out of the figures, or to take them back in."""

    flag = models.ForeignKey(Flag, models.PROTECT, null=True, related_name="exclusions")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by")
    """The exclusion it takes back; its set is that one's."""
    unit = models.CharField(max_length=40)
    scope = models.JSONField()
    """How the set was chosen: `device` or `counter`, `first`, `last`, `since`, `until`, `evidence`."""
    reason = models.CharField(max_length=20)
    """One of `rules.looks.Reason`; stands in the leaves."""
    why = models.CharField(max_length=500)
    basis = models.CharField(max_length=500)
    """What it rests on: a visit, minutes, a photograph of the counter."""
    ratings = models.IntegerField()
    """How many ratings the set holds."""
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()


class ExclusionLeaf(models.Model):
    """A rating of the set, by the index of its leaf."""

    exclusion = models.ForeignKey(Exclusion, models.PROTECT, related_name="leaves")
    leaf = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("exclusion", "leaf"), name="exclusion_leaf_once"),
        )


class ExclusionDecision(models.Model):
    """The Front confirmed or refused a proposal; only then anything moves."""

    exclusion = models.OneToOneField(Exclusion, models.PROTECT, related_name="decision")
    confirmed = models.BooleanField()
    why = models.CharField(max_length=500)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()


class ExcludedRating(models.Model):
    """A rating that a confirmed exclusion took out, as it counted until then; see `MonthTally`."""

    exclusion = models.ForeignKey(Exclusion, models.PROTECT, related_name="ratings_out")
    leaf = models.BigIntegerField()
    moved_by = models.BigIntegerField(unique=True)
    """Index of the leaf in the log that took it out."""
    month = models.IntegerField()
    counter = models.IntegerField()
    official = models.IntegerField()
    field = models.IntegerField()
    evidence = models.SmallIntegerField()
    rater = models.SmallIntegerField()
    score = models.SmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=("month",), name="excluded_month"),)
