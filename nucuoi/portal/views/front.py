"""The public front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from nucuoi.foundation import clock
from nucuoi.portal.forms import CounterForm
from nucuoi.portal.rules.words import portal_words
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.rules import questionnaire
from nucuoi.web.languages import language_links, language_of


@require_safe
@vary_on_headers("Accept-Language")
def front(request: HttpRequest) -> HttpResponse:
    """`/`: what this is, and the way to rate; `?quay=<code>` leads to that counter's page."""
    lang = language_of(request)
    words = portal_words(lang)["front"]
    asked = "quay" in request.GET
    form = CounterForm(words, request.GET if asked else None)
    if asked and form.is_valid():
        return redirect(f"/q/{form.cleaned_data['quay']}?lang={lang}")
    version = questionnaires.current(clock.today())
    wording = questionnaire.read(version.code, version.content, lang, questionnaire.RATERS[0])
    context = {
        "lang": lang,
        "words": words,
        "languages": language_links(lang, request.GET),
        "form": form,
        "faces": sorted(wording.scores.items()),
    }
    return render(request, "portal/front.html", context, status=422 if asked else 200)
