"""Django's name for this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room `desk`."""

    name = "nucuoi.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
