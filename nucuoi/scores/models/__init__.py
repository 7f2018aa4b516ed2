"""Rollups: counts that can be thrown away and rebuilt from the log, and the steps that were shown.

Numbers stand for rows of `organisation` (`counter`, `official`, `field`); 0 = unknown or nobody.
`evidence` is `ratings.rules.words.Evidence`, with `DISPUTED` for the second use of a ticket.
"""

from django.db import models

from nucuoi.scores.models.flags import (
    ExcludedRating,
    Exclusion,
    ExclusionDecision,
    ExclusionLeaf,
    Flag,
    FlagLook,
)
from nucuoi.scores.rules.tally import COLUMNS

__all__ = [
    "Computation",
    "DayTally",
    "EarlyWarning",
    "ExcludedRating",
    "Exclusion",
    "ExclusionDecision",
    "ExclusionLeaf",
    "Figure",
    "Flag",
    "FlagLook",
    "MonthTally",
    "PeerGroup",
    "Step",
    "Tally",
    "WeekTally",
]


class Tally(models.Model):
    """Counts of a cell: n, the five scores, five levels of three dimensions, one per figure tag."""

    class Meta:
        abstract = True


for _column in COLUMNS:
    Tally.add_to_class(_column, models.IntegerField(default=0))


class MonthTally(Tally):
    """Counter × official × field × evidence × rater per month (`foundation.clock.month`)."""

    month = models.IntegerField()
    counter = models.IntegerField()
    official = models.IntegerField()
    field = models.IntegerField()
    evidence = models.SmallIntegerField()
    rater = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("month", "counter", "official", "field", "evidence", "rater"),
                name="month_tally_cell",
            ),
        )


class WeekTally(Tally):
    """Counter × official × evidence per ISO week (`foundation.clock.iso_week`)."""

    week = models.IntegerField()
    counter = models.IntegerField()
    official = models.IntegerField()
    evidence = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("week", "counter", "official", "evidence"), name="week_tally_cell"
            ),
        )
        # An official's weeks lie among those of all counters: her page asks for them alone.
        indexes = (models.Index(fields=("official", "week"), name="week_official"),)


class DayTally(Tally):
    """Counter × evidence per day (`foundation.clock.day_number`)."""

    day = models.IntegerField()
    counter = models.IntegerField()
    evidence = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("day", "counter", "evidence"), name="day_tally_cell"),
        )


class Step(models.Model):
    """The distribution last shown for a unit or counter in a period (design §4.7): n ≥ 10, ≥ 5 new."""

    subject = models.CharField(max_length=48)
    """`unit:<identity>` or `counter:<code>`."""
    period = models.CharField(max_length=5)
    """`day`, `week` or `month`."""
    start = models.DateField()
    n = models.IntegerField()
    s1 = models.IntegerField()
    s2 = models.IntegerField()
    s3 = models.IntegerField()
    s4 = models.IntegerField()
    s5 = models.IntegerField()
    shown_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject", "period", "start"), name="step_once"),
        )


class Computation(models.Model):
    """One run of the fair figures over a span; a record, of which pages read the newest."""

    kind = models.CharField(max_length=12)
    """`figures`, `warnings` or `flags`."""
    span = models.CharField(max_length=8)
    """`year`, a quarter such as `2026Q3`, or an ISO week such as `2026W48`."""
    first = models.DateField()
    last = models.DateField()
    """Last day of the span; units are those of this day's tree."""
    method = models.CharField(max_length=12)
    """Version of the method (docs/explanation/figures.md)."""
    parameters = models.JSONField()
    computed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("kind", "span", "id"), name="computation_newest"),)


class PeerGroup(models.Model):
    """Who was compared with whom in a computation, and what the group is like."""

    computation = models.ForeignKey(Computation, models.CASCADE, related_name="groups")
    whom = models.CharField(max_length=12)
    """`officials`, or the level of the units."""
    field = models.IntegerField()
    """Row of `organisation.Field`; 0 = all, or of officials: unknown."""
    evidence = models.SmallIntegerField()
    """`ratings.rules.words.Evidence`; 0 = ticket and kiosk together."""
    rater = models.SmallIntegerField()
    """`ratings.rules.words.Rater`; 0 = all."""
    members = models.IntegerField()
    overall = models.FloatField()
    """Adjusted share of all members together."""
    alpha = models.FloatField()
    beta = models.FloatField()
    tau2 = models.FloatField()
    phi = models.FloatField()
    half_low = models.FloatField()
    """Between this share and `half_high` lies the middle half of the peers."""
    half_high = models.FloatField()
    limits = models.JSONField()
    """Funnel: rows of n and the limits of 99.8 % and 95 % below, 95 % and 99.8 % above."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("computation", "whom", "field", "evidence", "rater"), name="peer_group_once"
            ),
        )


class Figure(models.Model):
    """The fair figure of one official or unit in one computation."""

    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="figures")
    subject = models.CharField(max_length=56)
    """`official:<code>` or `unit:<identity>`."""
    n = models.IntegerField()
    satisfied = models.IntegerField()
    adjusted = models.FloatField()
    mean = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    reliability = models.FloatField()
    band = models.SmallIntegerField()
    open = models.IntegerField(default=0)
    paper = models.IntegerField(default=0)
    rated = models.IntegerField(default=0)
    visits = models.IntegerField(default=0)
    alone = models.BooleanField(default=False)
    """Whether `rated` and `visits` are of the days on which she alone was on duty."""
    counts = models.JSONField(default=list)
    """Of officials: sums in the order of `rules.tally.COLUMNS`."""
    excluded = models.IntegerField(default=0)
    """Ratings that a confirmed exclusion took out; 0 also where they are too few to tell."""
    whole_n = models.IntegerField(default=0)
    whole_share = models.FloatField(null=True)
    """n and `mean` with the excluded ones, by the same method; None where `excluded` is 0."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("group", "subject"), name="figure_once"),)
        indexes = (models.Index(fields=("subject", "group"), name="figure_subject"),)


class EarlyWarning(models.Model):
    """In a week an official's dissatisfied ratings rose beyond chance; told to her and her head."""

    computation = models.ForeignKey(Computation, models.CASCADE, related_name="warnings")
    official = models.CharField(max_length=40)
    week = models.IntegerField()
    value = models.FloatField()
    limit = models.FloatField()
    usual = models.FloatField()
    """Her usual dissatisfied share."""
    n = models.IntegerField()
    """Ratings of the last four weeks."""
    dissatisfied = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("official", "week"), name="early_warning_once"),
        )
