"""Kind pages for a counter that cannot be rated: unknown, closed, not yet open."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.ratings.queries import places
from nucuoi.ratings.queries.places import Place, State
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.views import screen
from nucuoi.web import languages

_LONGEST_SHOWN = 40


def unknown(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """404: no such counter; offers to type the code printed below the QR code."""
    words = questionnaire.page_words(lang)
    context = {
        **screen.basics(request, lang),
        "title": words["unknown_title"],
        "text": words["unknown_text"],
        "search": True,
        "wanted": code[:_LONGEST_SHOWN],
    }
    return render(request, "ratings/counter_away.html", context, status=404)


def not_now(request: HttpRequest, lang: str, place: Place) -> HttpResponse:
    """410 for a closed counter, with its successor; 404 for one that opens later."""
    words = questionnaire.page_words(lang)
    closed = place.state is State.CLOSED
    day = languages.day(place.since, lang)
    text = words["closed_text" if closed else "early_text"].format(day=day)
    successor = _successor(place)
    if closed and successor is None:
        text = f"{text} {words['closed_alone']}"
    context = {
        **screen.basics(request, lang),
        "title": words["closed_title" if closed else "early_title"],
        "text": text,
        "place": place,
        "successor": successor,
    }
    return render(request, "ratings/counter_away.html", context, status=410 if closed else 404)


def _successor(place: Place) -> Place | None:
    with suppress(NotFound):
        if place.successor:
            return places.place(place.successor, clock.today())
    return None
