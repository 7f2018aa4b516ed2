"""`/tra-cuu/`: a person with her code sees how far her rating has come.

The code or the lookup key made from it comes in the body of a POST, never in an address; with
JavaScript the code does not leave the device at all. There is no session and no cookie behind it,
so there is nothing that another site could use; a form from elsewhere is refused all the same.
"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from nucuoi.cases import actions as cases
from nucuoi.cases.actions import retention
from nucuoi.cases.queries.dialogue import dialogue_of
from nucuoi.foundation.errors import Forbidden, NotFound
from nucuoi.portal.forms import DialogueForm, ReceiptForm
from nucuoi.portal.steps import steps_of
from nucuoi.ratings.queries.receipts import Found, receipt_of
from nucuoi.web.form_errors import refusals_on


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """The field for the code, or what became of the rating behind it."""
    if request.method != "POST":
        return _page(request, ReceiptForm())
    _check_sender(request)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, receipt_of(form.cleaned_data["key"]))


@csrf_exempt
@require_POST
def proof(request: HttpRequest) -> HttpResponse:
    """The proof file, to keep and to show to others.

    Raises:
        NotFound: If there is none yet.
    """
    _check_sender(request)
    form = ReceiptForm(request.POST)
    found = receipt_of(form.cleaned_data["key"]) if form.is_valid() else None
    if found is None:
        return redirect("receipts:receipt")
    if found.proof is None:
        raise NotFound("Chưa có tệp chứng minh cho mã này. Xin thử lại sau vài phút.")
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
    form, said = ReceiptForm(request.POST), DialogueForm(request.POST)
    found = receipt_of(form.cleaned_data["key"]) if form.is_valid() else None
    if found is None or found.rating is None:
        return redirect("receipts:receipt")
    if not said.is_valid():
        return _page(request, form, found, said=said, status=422)
    with refusals_on(said):
        done = _DOINGS[said.cleaned_data["viec"]](found.rating, said.cleaned_data["text"])
        return _page(request, form, found, done=done)
    return _page(request, form, found, said=said, status=422)


def _write(rating: int, text: str) -> str:
    cases.write_back(rating=rating, text=text)
    return "Đã gửi lời nhắn tới đơn vị."


def _satisfied(rating: int, _: str) -> str:
    cases.say_satisfied(rating=rating)
    return "Cảm ơn Ông/Bà. Trong 3 ngày, Ông/Bà vẫn rút lại được bằng mã này."


def _take_back(rating: int, _: str) -> str:
    cases.take_back(rating=rating)
    return "Đã rút lại."


def _reopen(rating: int, text: str) -> str:
    cases.reopen(rating=rating, text=text)
    return "Đã chuyển để xem lại. Cấp trên của đơn vị cùng theo dõi."


def _erase(rating: int, _: str) -> str:
    retention.erase(rating=rating)
    return "Đã xóa lời Ông/Bà đã viết và thông tin liên hệ. Lượt đánh giá vẫn được tính."


_DOINGS: Mapping[str, Callable[[int, str], str]] = {
    "viet": _write,
    "hai-long": _satisfied,
    "rut-lai": _take_back,
    "xem-lai": _reopen,
    "xoa": _erase,
}


def _page(
    request: HttpRequest,
    form: ReceiptForm,
    found: Found | None = None,
    *,
    said: DialogueForm | None = None,
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "steps": steps_of(found) if found else [],
        "dialogue": dialogue_of(found.rating) if found else None,
        "said": said or DialogueForm(),
        "done": done,
    }
    response = render(request, "portal/receipt.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _check_sender(request: HttpRequest) -> None:
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Forbidden("Xin mở trang tra cứu rồi nhập mã tại đó.")
