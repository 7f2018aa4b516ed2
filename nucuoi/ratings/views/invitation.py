"""`/v/<ticket>`: says that invitations open with the next version, and what works today."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nucuoi.foundation.keys import load_or_make
from nucuoi.ratings.queries import tickets as invitations
from nucuoi.ratings.rules import tickets
from nucuoi.ratings.views import screen
from nucuoi.ratings.views.asked import language_of


@require_safe
@never_cache
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Leads to the page of the ticket's counter; an unknown ticket to the field for a code."""
    tags = tickets.read(load_or_make(settings.KEYS, "ticket"), code)
    context = screen.basics(request, language_of(request))
    counter = invitations.counter_of(tags.code)
    return render(request, "ratings/invitation.html", context | {"counter": counter})
