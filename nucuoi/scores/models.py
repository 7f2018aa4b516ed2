"""Rollups: counts that can be thrown away and rebuilt from the log, and the steps that were shown.

Numbers stand for rows of `organisation` (`counter`, `official`, `field`); 0 = unknown or nobody.
`evidence` is `ratings.rules.words.Evidence`, with `DISPUTED` for the second use of a ticket.
"""

from django.db import models

from nucuoi.scores.rules.tally import COLUMNS


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
