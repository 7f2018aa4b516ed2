"""Django's name for this room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room `reports`."""

    name = "nucuoi.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
