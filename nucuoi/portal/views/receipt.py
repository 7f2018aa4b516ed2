"""`/tra-cuu/`: a person with her code sees how far her rating has come.

The code or the lookup key made from it comes in the body of a POST, never in an address; with
JavaScript the code does not leave the device at all. There is no session and no cookie behind it,
so there is nothing that another site could use; a form from elsewhere is refused all the same.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from nucuoi.foundation.errors import Forbidden, NotFound
from nucuoi.portal.forms import ReceiptForm
from nucuoi.portal.steps import steps_of
from nucuoi.ratings.queries.receipts import Found, receipt_of


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


def _page(
    request: HttpRequest, form: ReceiptForm, found: Found | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "found": found, "steps": steps_of(found) if found else []}
    response = render(request, "portal/receipt.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _check_sender(request: HttpRequest) -> None:
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Forbidden("Xin mở trang tra cứu rồi nhập mã tại đó.")
