"""What every template knows of the installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """`demo_banner`: whether the red banner of the demonstration stands on the page."""
    return {"demo_banner": settings.DEMO}
