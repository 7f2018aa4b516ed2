"""A rating page shown, or its form taken in: the same for a counter and for an invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nucuoi.foundation.errors import Conflict, Forbidden, Gone, Invalid, NotFound, Refused
from nucuoi.ratings.forms.rate import RateForm
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.views import screen
from nucuoi.ratings.views.asked import Asked
from nucuoi.ratings.views.door import Door
from nucuoi.ratings.views.sending import Sent, hand_in


def answer(request: HttpRequest, door: Door, how: Asked) -> HttpResponse:
    """The page of a door, or what became of its form."""
    if request.method == "POST":
        return _take_in(request, door, how)
    return render(request, "ratings/rate.html", screen.rate_page(request, door, how))


def _take_in(request: HttpRequest, door: Door, how: Asked) -> HttpResponse:
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Forbidden("Xin mở trang đánh giá bằng mã QR tại quầy rồi gửi từ đó.")
    words = questionnaire.page_words(how.lang)
    form = RateForm(request.POST, services=door.place.services, words=words)
    if not form.is_valid():
        return _again(request, door, how, form, words["errors"], status=422)
    try:
        sent = hand_in(request, door, how, form)
    except Conflict:
        sent = Sent(receipt="", state="before")
    except (Gone, NotFound):  # it closed a moment ago: its page says so
        return redirect(f"{door.page}?lang={how.lang}")
    except Refused as refusal:
        problem = words["refused" if isinstance(refusal, Invalid) else "busy"]
        return _again(request, door, how, form, problem, status=refusal.status)
    return _thank(request, door, how, sent, wants_answer=form.cleaned_data["wants_answer"])


def _again(
    request: HttpRequest, door: Door, how: Asked, form: RateForm, problem: str, status: int
) -> HttpResponse:
    context = screen.rate_page(request, door, how, form, problem)
    return render(request, "ratings/rate.html", context, status=status)


def _thank(
    request: HttpRequest, door: Door, how: Asked, sent: Sent, *, wants_answer: bool
) -> HttpResponse:
    """The thanks, answered to the form itself: the code then stands in no address and no cookie.

    A reload sends the same form with the same id, which changes nothing.
    """
    context = {
        **screen.basics(request, how.lang),
        "headings": screen.wording_today(how).headings,
        "place": door.place,
        "receipt": sent.receipt,
        "state": sent.state,
        "show_code": wants_answer and bool(sent.receipt),
    }
    response = render(request, "ratings/thanks.html", context)
    response["Cache-Control"] = "no-store"
    return response
