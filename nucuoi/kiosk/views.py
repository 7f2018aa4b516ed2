"""The address of the tablet app, until the app itself is here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def app(request: HttpRequest) -> HttpResponse:
    """Says that the app opens with the next version, and what works on a tablet today."""
    return render(request, "kiosk/soon.html")
