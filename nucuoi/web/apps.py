"""Django's name for this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "nucuoi.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
