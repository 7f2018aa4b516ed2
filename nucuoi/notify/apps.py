"""Django's name for this room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The room `notify`."""

    name = "nucuoi.notify"
    label = "notify"
    default_auto_field = "django.db.models.BigAutoField"
