"""Django's name for this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room `accounts`."""

    name = "nucuoi.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
