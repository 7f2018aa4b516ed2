"""`/tra-cuu/`: a person with her code sees how far her rating has come.

The code or the lookup key made from it comes in the body of a POST, never in an address; with
JavaScript the code does not leave the device at all. There is no session and no cookie behind it,
so there is nothing that another site could use; a form from elsewhere is refused all the same.
The language stands in the address, or comes with the code.
"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from nucuoi.cases import actions as cases
from nucuoi.cases.actions import retention
from nucuoi.cases.queries.dialogue import dialogue_of
from nucuoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from nucuoi.portal.forms import DialogueForm, ReceiptForm
from nucuoi.portal.rules.words import Words, portal_words
from nucuoi.portal.steps import steps_of
from nucuoi.ratings.queries.receipts import Found, receipt_of
from nucuoi.web.languages import language_links, language_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("Accept-Language")
def receipt(request: HttpRequest) -> HttpResponse:
    """The field for the code, or what became of the rating behind it."""
    words = _words(request)
    if request.method != "POST":
        return _page(request, ReceiptForm(words))
    _check_sender(request)
    form = ReceiptForm(words, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, receipt_of(form.cleaned_data["key"]))


@csrf_exempt
@require_POST
def proof(request: HttpRequest) -> HttpResponse:
    """The proof file, to keep and to show to others; while there is none, the page says so."""
    _check_sender(request)
    words = _words(request)
    form = ReceiptForm(words, request.POST)
    found = receipt_of(form.cleaned_data["key"]) if form.is_valid() else None
    if found is None:
        return _to_the_field(request)
    if found.proof is None:
        wrong = words["receipt"]["proof_not_yet"]
        return _page(request, form, found, wrong=wrong, status=NotFound.status)
    response = HttpResponse(found.proof, content_type="text/plain; charset=utf-8")
    name = f"nu-cuoi-dong-{found.index}.tlog-proof"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@csrf_exempt
@require_POST
def dialogue(request: HttpRequest) -> HttpResponse:
    """Writes back, judges the answer or has the matter looked at again, with the code in the body."""
    _check_sender(request)
    words = _words(request)
    form, said = ReceiptForm(words, request.POST), DialogueForm(words, request.POST)
    found = receipt_of(form.cleaned_data["key"]) if form.is_valid() else None
    if found is None or found.rating is None:
        return _to_the_field(request)
    if not said.is_valid():
        return _page(request, form, found, said=said, status=422)
    act, done = _DOINGS[said.cleaned_data["viec"]]
    try:
        act(found.rating, said.cleaned_data["text"])
    except (Conflict, Invalid, NotFound) as refusal:
        _refuse(said, refusal, words)
        return _page(request, form, found, said=said, status=422)
    page, _, sentence = done.partition(".")
    return _page(request, form, found, done=words[page][sentence])


_DOINGS: Mapping[str, tuple[Callable[[int, str], None], str]] = {
    "viet": (lambda rating, text: cases.write_back(rating=rating, text=text), "dialogue.sent"),
    "hai-long": (lambda rating, _: cases.say_satisfied(rating=rating), "dialogue.said_satisfied"),
    "rut-lai": (lambda rating, _: cases.take_back(rating=rating), "dialogue.taken_back"),
    "xem-lai": (lambda rating, text: cases.reopen(rating=rating, text=text), "dialogue.sent_again"),
    "xoa": (lambda rating, _: retention.erase(rating=rating), "receipt.erased"),
}
"""What is done, and the sentence that says so."""


def _refuse(said: DialogueForm, refusal: Refused, words: Words) -> None:
    """Says in the language of the page why it was not done, at the field where it is about one."""
    if isinstance(refusal, Invalid):
        said.add_error("text", words["dialogue"]["message_wrong"])
    else:
        said.add_error(None, words["refusals"][refusal.reason or "moved"])


def _page(
    request: HttpRequest,
    form: ReceiptForm,
    found: Found | None = None,
    *,
    said: DialogueForm | None = None,
    done: str = "",
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    lang, words = language_of(request), _words(request)
    context = {
        "lang": lang,
        "words": words,
        "languages": language_links(lang, request.GET),
        "form": form,
        "found": found,
        "steps": steps_of(found, words["receipt"], lang) if found else [],
        "dialogue": dialogue_of(found.rating) if found else None,
        "said": said or DialogueForm(words),
        "done": done,
        "wrong": wrong,
    }
    response = render(request, "portal/receipt.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _words(request: HttpRequest) -> Words:
    return portal_words(language_of(request))


def _to_the_field(request: HttpRequest) -> HttpResponseRedirect:
    return redirect(f"{reverse('receipts:receipt')}?lang={language_of(request)}")


def _check_sender(request: HttpRequest) -> None:
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Forbidden("Xin mở trang tra cứu rồi nhập mã tại đó.")
