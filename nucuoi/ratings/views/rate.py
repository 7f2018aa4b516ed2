"""`/q/<counter>`: one form on one page, taken in by the same path as the API.

The form acts for nobody: there is no session, no cookie and no account behind it, and the page's
own id makes sending twice harmless. So it carries no CSRF token (which would cost the citizen a
cookie); a form that another site sends in a visitor's name is refused by `Sec-Fetch-Site`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Forbidden, Gone, Invalid, NotFound, Refused
from nucuoi.ratings.forms.rate import RateForm
from nucuoi.ratings.queries import places
from nucuoi.ratings.queries.places import Place, State
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.views import away, screen
from nucuoi.ratings.views.asked import Asked, asked
from nucuoi.ratings.views.sending import Sent, hand_in


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
    if request.method == "POST":
        return _take_in(request, place, how)
    return render(request, "ratings/rate.html", screen.rate_page(request, place, how))


@csrf_exempt
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Where the form goes.

    An address of its own: a POST to the page's would make browsers forget the page, and the back
    button would then bring another id.
    """
    if request.method == "POST":
        return rate(request, code)
    return redirect(_page_of(code, request.META.get("QUERY_STRING", "")))


def _take_in(request: HttpRequest, place: Place, how: Asked) -> HttpResponse:
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Forbidden("Xin mở trang đánh giá bằng mã QR tại quầy rồi gửi từ đó.")
    words = questionnaire.page_words(how.lang)
    form = RateForm(request.POST, services=place.services, words=words)
    if not form.is_valid():
        return _again(request, place, how, form, words["errors"], status=422)
    try:
        sent = hand_in(request, place, how, form)
    except Conflict:
        sent = Sent(receipt="", before=True)
    except (Gone, NotFound):  # it closed a moment ago: its page says so
        return redirect(_page_of(place.code, f"lang={how.lang}"))
    except Refused as refusal:
        problem = words["refused" if isinstance(refusal, Invalid) else "busy"]
        return _again(request, place, how, form, problem, status=refusal.status)
    return _thank(request, place, how, sent, wants_answer=form.cleaned_data["wants_answer"])


def _again(
    request: HttpRequest, place: Place, how: Asked, form: RateForm, problem: str, status: int
) -> HttpResponse:
    context = screen.rate_page(request, place, how, form, problem)
    return render(request, "ratings/rate.html", context, status=status)


def _thank(
    request: HttpRequest, place: Place, how: Asked, sent: Sent, *, wants_answer: bool
) -> HttpResponse:
    """The thanks, answered to the form itself: the code then stands in no address and no cookie.

    A reload sends the same form with the same id, which changes nothing.
    """
    context = {
        **screen.basics(request, how.lang),
        "headings": screen.wording_today(how).headings,
        "place": place,
        "receipt": sent.receipt,
        "before": sent.before,
        "show_code": wants_answer and bool(sent.receipt),
    }
    response = render(request, "ratings/thanks.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _page_of(code: str, query: str) -> str:
    address = reverse("ratings:rate", args=(code,))
    return f"{address}?{query}" if query else address
