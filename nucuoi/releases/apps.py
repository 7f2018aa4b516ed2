"""Django's name for this room."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """The room `releases`."""

    name = "nucuoi.releases"
    label = "releases"
    default_auto_field = "django.db.models.BigAutoField"
