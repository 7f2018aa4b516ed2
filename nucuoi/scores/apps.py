"""Django's name for this room."""

from django.apps import AppConfig


class ScoresConfig(AppConfig):
    """The room `scores`."""

    name = "nucuoi.scores"
    label = "scores"
    default_auto_field = "django.db.models.BigAutoField"
