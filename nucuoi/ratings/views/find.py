"""`/q/`: for who has a counter's code in words instead of a QR code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from nucuoi.ratings.queries.places import LONGEST_CODE
from nucuoi.ratings.views import screen
from nucuoi.web.languages import language_of


@require_safe
@vary_on_headers("Accept-Language")
def find(request: HttpRequest) -> HttpResponse:
    """A field for the code; with `?counter=` leads on to its rating page."""
    lang = language_of(request)
    wanted = "".join(request.GET.get("counter", "").split())[:LONGEST_CODE].strip("/")
    if wanted and "/" not in wanted:
        return redirect(f"{reverse('ratings:rate', args=(wanted,))}?lang={lang}")
    context = screen.basics(request, lang)
    wrong = context["words"]["find_needed"] if "counter" in request.GET else ""
    return render(request, "ratings/find.html", context | {"wrong": wrong})


@require_safe
def with_slash(request: HttpRequest, code: str) -> HttpResponse:
    """Leads from an address typed with a slash at its end to the rating page."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("ratings:rate", args=(code,)) + (f"?{query}" if query else ""))
