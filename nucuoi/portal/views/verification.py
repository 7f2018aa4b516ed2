"""`/kiem-chung/`: checking a proof file in the browser, and the program that does it elsewhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from nucuoi.ledger import queries
from nucuoi.oversight.queries import policy
from nucuoi.portal.rules.words import portal_words
from nucuoi.web.languages import language_links, language_of


@require_safe
@vary_on_headers("Accept-Language")
def verification(request: HttpRequest) -> HttpResponse:
    """The page; all checking happens on the visitor's device, nothing is sent."""
    lang = language_of(request)
    words = portal_words(lang)
    context = {
        "lang": lang,
        "words": words["verification"],
        "checks": {"checks": words["checks"], "faults": words["faults"]},
        "languages": language_links(lang, request.GET),
        "log": queries.log(),
        "policy": policy(settings.BASE_URL),
    }
    return render(request, "portal/verification.html", context)
