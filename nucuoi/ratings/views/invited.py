"""`/l/<code>`: who follows a named link chooses the counter, if there are several, and rates there."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import fold
from nucuoi.organisation.queries import CounterRow, tree
from nucuoi.ratings.queries import links
from nucuoi.ratings.queries.links import LinkRow
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.rules.links import Standing
from nucuoi.ratings.views import screen
from nucuoi.web import languages
from nucuoi.web.languages import language_of

_MANY = 12
"""With so many places a field to find one stands above the list."""
_STATUS = {Standing.COMING: ("early", 404), Standing.OVER: ("over", 410)}


@require_safe
@vary_on_headers("Accept-Language")
def named_link(request: HttpRequest, code: str) -> HttpResponse:
    """Leads to the rating page, by way of a list of places and counters where there are several."""
    lang, today = language_of(request), clock.today()
    try:
        link = links.named_link(code, today)
    except NotFound:
        return _away(request, lang, "unknown", 404)
    if link.standing is not Standing.OPEN:
        return _away(request, lang, *_STATUS[link.standing], day=languages.day(link.opens_on, lang))
    counters = links.counters_of(link, today)
    chosen = _chosen(counters, request.GET.get("quay", ""))
    if not counters:
        return _away(request, lang, "over", 410)
    if len(chosen) == 1:
        return redirect(_rating_page(link, chosen[0], lang))
    return _choose(request, lang, link, counters)


def _chosen(counters: list[CounterRow], code: str) -> list[CounterRow]:
    """The counter that was named, if the link leads there; else all of them."""
    return [row for row in counters if row.code == code] or counters


def _rating_page(link: LinkRow, counter: CounterRow, lang: str) -> str:
    query = {"link": link.code, "channel": "link", "rater": link.rater, "lang": lang}
    return f"{reverse('ratings:rate', args=[counter.code])}?{urlencode(query)}"


def _choose(
    request: HttpRequest, lang: str, link: LinkRow, counters: list[CounterRow]
) -> HttpResponse:
    """Places first; the counters of a place when it is the only one or has been chosen."""
    units = tree(clock.today())
    places = [
        (units.unit(point).name, point, list(rows))
        for point, rows in groupby(counters, key=lambda row: row.point)
    ]
    asked, search = request.GET.get("noi", ""), request.GET.get("q", "")[:120]
    here = [place for place in places if place[1] == asked] or (places if len(places) == 1 else [])
    words = fold(search).split()
    context = {
        **screen.basics(request, lang),
        "link": link,
        "place": here[0] if here else None,
        "places": [one for one in places if all(word in fold(one[0]) for word in words)],
        "search": search,
        "many": len(places) > _MANY,
    }
    return render(request, "ratings/links/choose.html", context)


def _away(request: HttpRequest, lang: str, why: str, status: int, day: str = "") -> HttpResponse:
    """Why the link leads nowhere now, kindly, with a field for a counter's code."""
    words = questionnaire.page_words(lang)
    context = {
        **screen.basics(request, lang),
        "title": words[f"link_{why}_title"],
        "text": words[f"link_{why}_text"].format(day=day),
        "search": True,
    }
    return render(request, "ratings/counter_away.html", context, status=status)
