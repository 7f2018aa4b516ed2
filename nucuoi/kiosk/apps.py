"""Django's name for this room."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    """The room `kiosk`."""

    name = "nucuoi.kiosk"
    label = "kiosk"
    default_auto_field = "django.db.models.BigAutoField"
