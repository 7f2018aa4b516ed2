"""`/v/<ticket>`: the rating page of one visit; an old or unknown invitation still leads to a rating.

The form is that of `ratings.views.rate`, and as there it carries no CSRF token.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from nucuoi.foundation import clock
from nucuoi.foundation.keys import load_or_make
from nucuoi.ratings.queries import places
from nucuoi.ratings.queries.places import State
from nucuoi.ratings.queries.tickets import Invitation
from nucuoi.ratings.queries.tickets import invitation as invitation_of
from nucuoi.ratings.rules import questionnaire, tickets
from nucuoi.ratings.views import away, screen
from nucuoi.ratings.views.asked import asked
from nucuoi.ratings.views.door import Door
from nucuoi.ratings.views.taking import answer
from nucuoi.web import languages

_LAST_MOMENT = timedelta(microseconds=1)


@csrf_exempt
@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("Accept-Language")
@cache_control(private=True, no_cache=True)
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Shows the form for the visit the ticket is of, or takes it in."""
    how = asked(request, channel="link")
    tags = tickets.read(load_or_make(settings.KEYS, "ticket"), code)
    found = invitation_of(tags) if tags.code else None
    if found is None:
        return _lost(request, how.lang)
    place = places.place(found.counter, clock.today())
    if place.state is not State.OPEN:
        return away.not_now(request, how.lang, place)
    if found.expired:
        return _expired(request, how.lang, found)
    return answer(request, Door(place, code, found), how)


@csrf_exempt
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Where the form goes; why it is an address of its own says `ratings.views.rate.send`."""
    if request.method == "POST":
        return invitation(request, code)
    return redirect("ratings:invitation", code)


def _lost(request: HttpRequest, lang: str) -> HttpResponse:
    """404: no such invitation; offers to rate with the counter's code."""
    words = questionnaire.page_words(lang)
    context = {
        **screen.basics(request, lang),
        "title": words["lost_title"],
        "text": words["lost_text"],
        "search": True,
    }
    return render(request, "ratings/counter_away.html", context, status=404)


def _expired(request: HttpRequest, lang: str, found: Invitation) -> HttpResponse:
    """410: it counts no longer; leads to the page of its counter."""
    words = questionnaire.page_words(lang)
    last = languages.day(found.expires_at - _LAST_MOMENT, lang)
    context = {
        **screen.basics(request, lang),
        "title": words["expired_title"],
        "text": words["expired_text"].format(day=last),
        "next": f"{reverse('ratings:rate', args=(found.counter,))}?lang={lang}&channel=link",
    }
    return render(request, "ratings/counter_away.html", context, status=410)
