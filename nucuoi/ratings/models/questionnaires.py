"""Drafts of the questionnaire and how they ended; how five steps become the state's three levels."""

from django.db import models

from nucuoi.ratings.models.ratings import Questionnaire


class QuestionnaireDraft(models.Model):
    """Wordings somebody works on, begun as a copy of a version; it is asked of nobody."""

    base = models.ForeignKey(Questionnaire, models.PROTECT, related_name="drafts")
    content = models.JSONField()
    revision = models.IntegerField(default=1)
    """Grows with every change, so that two people cannot overwrite each other unseen."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)


class DraftEnding(models.Model):
    """A draft was published as `version`, or put aside (`version` None) for a reason."""

    draft = models.OneToOneField(QuestionnaireDraft, models.PROTECT, related_name="ending")
    version = models.OneToOneField(
        Questionnaire, models.PROTECT, null=True, related_name="published_from"
    )
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)


class LevelMapping(models.Model):
    """To which of the three levels of TT 01/2018 each of the five steps belongs, from a day on."""

    valid_from = models.DateField(unique=True)
    valid_to = models.DateField(null=True)
    step_1 = models.SmallIntegerField()
    step_2 = models.SmallIntegerField()
    step_3 = models.SmallIntegerField()
    step_4 = models.SmallIntegerField()
    step_5 = models.SmallIntegerField()
    citation = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
