"""Django's name for this room."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The room `oversight`."""

    name = "nucuoi.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
