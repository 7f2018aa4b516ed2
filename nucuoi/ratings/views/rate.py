"""`/q/<counter>`: one form on one page, taken in by the same path as the API.

The form acts for nobody: there is no session, no cookie and no account behind it, and the page's
own id makes sending twice harmless. So it carries no CSRF token (which would cost the citizen a
cookie); a form that another site sends in a visitor's name is refused by `Sec-Fetch-Site`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.ratings.queries import places
from nucuoi.ratings.queries.places import State
from nucuoi.ratings.views import away
from nucuoi.ratings.views.asked import asked
from nucuoi.ratings.views.door import Door
from nucuoi.ratings.views.taking import answer


@csrf_exempt
@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("Accept-Language")
@cache_control(private=True, no_cache=True)
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Shows the form, or takes it in.

    The page may be kept by the person's own browser (never by one in between): going back then
    shows the same id again, so that a second sending is known as the same rating.
    """
    how = asked(request)
    try:
        place = places.place(code, clock.today())
    except NotFound:
        return away.unknown(request, how.lang, code)
    if place.state is not State.OPEN:
        return away.not_now(request, how.lang, place)
    return answer(request, Door(place), how)


@csrf_exempt
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Where the form goes.

    An address of its own: a POST to the page's would make browsers forget the page, and the back
    button would then bring another id.
    """
    if request.method == "POST":
        return rate(request, code)
    query = request.META.get("QUERY_STRING", "")
    page = reverse("ratings:rate", args=(code,))
    return redirect(f"{page}?{query}" if query else page)
