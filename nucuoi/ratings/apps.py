"""Django's name for this room."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """The room `ratings`."""

    name = "nucuoi.ratings"
    label = "ratings"
    default_auto_field = "django.db.models.BigAutoField"
