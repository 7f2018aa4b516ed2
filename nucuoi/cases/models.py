"""Matters to settle: what was read in remarks, the rules as data, and what happened to each matter.

State is a record: `CaseMove` holds all that happened, `CaseStanding` only what follows from it, so that
an inbox needs one index, and `CaseTally` what those add up to; they can be made again from the moves.
"""

from django.db import models

from nucuoi.cases.rules.words import Act, Desk, Kind, Level, State


class Lasting(models.Model):
    """A rule that holds from a day (inclusive) to a day (exclusive, None = open), with its source."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    citation = models.CharField(max_length=200)
    verified = models.BooleanField(default=False)
    """False where the text itself has not been read: from general knowledge, or the office's own goal."""

    class Meta:
        abstract = True


class SwappedDay(models.Model):
    """A day that a yearly announcement makes a working day or a day off."""

    on = models.DateField(primary_key=True)
    works = models.BooleanField()
    citation = models.CharField(max_length=200)


class Deadline(Lasting):
    """How long a matter of a kind may take."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    days = models.SmallIntegerField()
    working = models.BooleanField(default=True)
    """Working days; False = calendar days."""


class OpeningRule(Lasting):
    """What opens a matter; the first in `place` that holds decides. Columns as `rules.opening.Rule`."""

    place = models.SmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    highest_score = models.SmallIntegerField(null=True)
    remark = models.BooleanField(default=False)
    wants_answer = models.BooleanField(default=False)
    thanks = models.BooleanField(default=False)
    breaches = models.BooleanField(default=False)
    topic = models.CharField(max_length=30, blank=True)
    early_warning = models.BooleanField(default=False)
    """Opens a matter for each early warning of `scores` instead of for ratings."""


class ClimbingRule(Lasting):
    """Whom an overdue matter reaches, so many working days after it was due."""

    level = models.SmallIntegerField()
    """As `rules.words.Level`."""
    days = models.SmallIntegerField()


class InspectionDesk(Lasting):
    """Which body inspects a unit and all below it."""

    over = models.CharField(max_length=40)
    """Identity of the unit; the inspector's role is held over it."""
    body = models.CharField(max_length=40, blank=True)
    """Identity of the inspecting body: nobody in it is inspected by it; empty = not a unit of the tree."""


class Reading(models.Model):
    """What the rules of triage see in a remark: masked, so that it may be searched."""

    rating = models.BigIntegerField(primary_key=True)
    unit = models.CharField(max_length=40)
    """The unit whose service point was rated, as of that day."""
    day = models.IntegerField()
    masked = models.TextField()
    folded = models.TextField()
    """`masked` in small letters without diacritics, for the search."""
    topics = models.JSONField(default=list)
    abusive = models.BooleanField(default=False)
    junk = models.BooleanField(default=False)
    version = models.SmallIntegerField()


class ReadingBand(models.Model):
    """One of the numbers by which remarks like this one are found; only of the first of its kind.

    Made of the text, erased with it, and when its time for comparing is over.
    """

    band = models.BigIntegerField()
    rating = models.BigIntegerField()
    unit = models.CharField(max_length=40)
    day = models.IntegerField()

    class Meta:
        indexes = (
            models.Index(fields=("unit", "band"), name="band_found"),
            models.Index(fields=("rating",), name="band_rating"),
        )


class Likeness(models.Model):
    """Lời giống nhau: a remark in a group of its unit that are worded alike, the first included."""

    rating = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField()
    """Rating of the remark that began the group; it may have been erased."""

    class Meta:
        indexes = (models.Index(fields=("first",), name="likeness_first"),)


class Case(models.Model):
    """Phản ánh cần xử lý: a bad experience on its way to an answer; never changed."""

    rating = models.BigIntegerField(unique=True, null=True)
    """The rating; None for a matter that no rating opened."""
    kind = models.CharField(max_length=12, choices=Kind.choices)
    unit = models.CharField(max_length=40)
    """The unit whose service point was rated, as of that day."""
    point = models.CharField(max_length=40)
    official = models.CharField(max_length=40, blank=True)
    """Code of the official on duty, if known: she is never handed the matter."""
    topic = models.CharField(max_length=30, blank=True)
    day = models.IntegerField()
    half = models.SmallIntegerField()
    wants_answer = models.BooleanField()
    opened_at = models.DateTimeField()
    citation = models.CharField(max_length=200)
    """Of the rule that opened it."""

    class Meta:
        indexes = (models.Index(fields=("opened_at",), name="case_opened"),)
        constraints = (
            models.UniqueConstraint(
                fields=("official", "day"), condition=models.Q(kind="support"), name="support_once"
            ),
        )


EXPLAINED = models.Q(act=Act.EXPLAINED)


class CaseMove(models.Model):
    """One thing that happened to a matter."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    at = models.DateTimeField()
    act = models.CharField(max_length=12, choices=Act.choices)
    by = models.CharField(max_length=150)
    """User name; `system` for the schedule; empty for the citizen, who has none."""
    role = models.CharField(max_length=30, blank=True)
    text = models.TextField(blank=True)
    """Note or reason; answers and a citizen's words stand in `CaseMessage`."""
    named = models.CharField(max_length=40, blank=True)
    """Of `Act.NAMED`: code of the official who is meant."""
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    desk = models.CharField(max_length=12, choices=Desk.choices)
    desk_unit = models.CharField(max_length=40)
    owner = models.CharField(max_length=150, blank=True)
    level = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    """These seven: how the matter stands after it."""

    class Meta:
        ordering = ("id",)
        indexes = (
            # The few in which officials explained themselves.
            models.Index(fields=("by",), condition=EXPLAINED, name="move_explained"),
        )


class CaseMessage(models.Model):
    """What was written in the dialogue; the row, and its salt with it, can be erased."""

    move = models.OneToOneField(CaseMove, models.CASCADE, primary_key=True, related_name="message")
    text = models.TextField()
    masked = models.TextField()
    """As triage masks it; for an answer the answer itself."""
    salt = models.BinaryField(max_length=32)
    leaf = models.BigIntegerField(null=True)
    """Index of its leaf; None for a matter that no rating opened."""


WORKING = models.Q(state__gte=State.HEARING)
"""Being worked on: open or in a hearing, the last two by the alphabet.

A comparison, since SQLite uses an index over part of a table only when the question holds its condition
as it stands, and does not look inside a list.
"""
WAITING = models.Q(state=State.OPEN)
OWNED = models.Q(owner__gt="")
KNOWN = models.Q(official__gt="")
CLIMBED = models.Q(level__gte=Level.ABOVE)
"""Seen from above the unit."""


class CaseStanding(models.Model):
    """Where a matter stands and what counts of it, for inbox and figures; made again from its moves."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="standing")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    desk = models.CharField(max_length=12)
    desk_unit = models.CharField(max_length=40)
    owner = models.CharField(max_length=150, blank=True)
    level = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    topic = models.CharField(max_length=30, blank=True)
    """As the matter's own."""
    official = models.CharField(max_length=40, blank=True)
    """Code of the official it is about, on duty or named by the inspectors; empty = not known."""
    alike = models.BigIntegerField(null=True)
    """Of `Likeness`: rating of the remark that began the group; None = it is in none."""
    begun = models.DateField(null=True)
    month = models.IntegerField(null=True)
    first_due = models.DateTimeField(null=True)
    met = models.BooleanField(null=True)
    answer_days = models.SmallIntegerField(null=True)
    close_days = models.SmallIntegerField(null=True)
    satisfied = models.BooleanField(null=True)
    reopened = models.BooleanField(default=False)
    """These eight: what counts of it, as `rules.reckoning.Reckoned`."""

    class Meta:
        indexes = (
            # Shelves of an inbox in the order in which it shows them: a desk's, what climbed above, one's own.
            # The first two say by themselves all that is asked of a shelf.
            models.Index(
                fields=(
                    "desk_unit",
                    "kind",
                    "state",
                    "due_at",
                    "case",
                    "topic",
                    "level",
                    "official",
                ),
                name="standing_shelf",
            ),
            models.Index(
                fields=(
                    "state",
                    "due_at",
                    "case",
                    "level",
                    "desk_unit",
                    "topic",
                    "kind",
                    "official",
                ),
                condition=CLIMBED,
                name="standing_climbed",
            ),
            models.Index(
                fields=("owner", "state", "due_at", "case"), condition=OWNED, name="standing_owner"
            ),
            # The few that are being worked on, for those that are late.
            models.Index(fields=("due_at", "case"), condition=WORKING, name="standing_working"),
            # All that figures ask of those that wait for an answer; bound to a month, or SQLite takes it
            # for shelves, where it has to sort.
            models.Index(
                fields=(
                    "kind",
                    "month",
                    "desk_unit",
                    "due_at",
                    "level",
                    "met",
                    "first_due",
                    "state",
                ),
                condition=WAITING & models.Q(month__isnull=False),
                name="standing_late",
            ),
            # Those about an official.
            models.Index(
                fields=("official", "kind", "case"), condition=KNOWN, name="standing_official"
            ),
            models.Index(
                fields=("alike",), condition=models.Q(alike__isnull=False), name="standing_alike"
            ),
        )


class CaseTally(models.Model):
    """How many of the matters of a month that a unit has count how; follows `CaseStanding`."""

    month = models.IntegerField()
    desk_unit = models.CharField(max_length=40)
    what = models.CharField(max_length=12)
    number = models.SmallIntegerField()
    """This and `what`: as `rules.tallying.Tallied`."""
    count = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("month", "desk_unit", "what", "number"), name="case_tally_once"
            ),
        )


class WaitingComment(models.Model):
    """A remark about an official that waits for enough others; gone once it stands in a batch."""

    rating = models.BigIntegerField(primary_key=True)
    official = models.CharField(max_length=40)
    day = models.IntegerField()

    class Meta:
        indexes = (models.Index(fields=("official", "day"), name="waiting_comment"),)


class CommentBatch(models.Model):
    """Đợt lời nhắn: what was given to an official to read at one time; never changed."""

    official = models.CharField(max_length=40)
    number = models.IntegerField()
    """1, 2, 3 … of hers."""
    made_at = models.DateTimeField()
    """Never shown to her."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("official", "number"), name="batch_once"),)


class BatchedComment(models.Model):
    """A remark in a batch, at a place that was shuffled; its words stand in `Reading`, erasable."""

    batch = models.ForeignKey(CommentBatch, models.CASCADE, related_name="comments")
    place = models.SmallIntegerField()
    rating = models.BigIntegerField(unique=True)

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=("batch", "place"), name="comment_place"),)


class CommentReply(models.Model):
    """Ý kiến của cán bộ: an official's word on a remark in her batch, once, masked; for her head."""

    comment = models.OneToOneField(
        BatchedComment, models.CASCADE, primary_key=True, related_name="reply"
    )
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    masked = models.TextField()
    unit = models.CharField(max_length=40)
    """The unit whose service point was rated: its head and handlers read it."""
