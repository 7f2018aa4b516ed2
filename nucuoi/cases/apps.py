"""Django's name for this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The room `cases`."""

    name = "nucuoi.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
