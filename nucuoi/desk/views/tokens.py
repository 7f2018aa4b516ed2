"""Administration of the keys of other systems: made, replaced, revoked; each is shown once."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nucuoi.accounts import actions, queries
from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import reach
from nucuoi.desk.forms import TokenForm
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.web.form_errors import refusals_on

_SHOWN_ONCE = "api_token"
_SAID = "said"


@require_safe
@never_cache
def tokens(request: StaffRequest) -> HttpResponse:
    """All keys; the one that was just made stands on top, this one time."""
    rows = queries.api_tokens()
    names = queries.full_names(row.made_by for row in rows) | {SYSTEM.username: "Máy chủ"}
    context = {
        "rows": [(row, names.get(row.made_by, row.made_by)) for row in rows],
        "secret": request.session.pop(_SHOWN_ONCE, ""),
        "said": request.session.pop(_SAID, ""),
    }
    return render(request, "desk/tokens.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_token(request: StaffRequest) -> HttpResponse:
    """Makes a key; it is shown on the next page."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            secret = actions.make_api_token(by=_seat(request), **form.cleaned_data)
            return _back(request, "Đã tạo khóa.", secret)
    return render(request, "desk/new_token.html", {"form": form})


@require_POST
def rotate_token(request: StaffRequest, number: int) -> HttpResponse:
    """Makes another key in its place; the old one works for another 24 hours."""
    secret = actions.replace_api_token(by=_seat(request), token=number)
    return _back(request, "Đã tạo khóa mới. Khóa cũ còn dùng được 24 giờ.", secret)


@require_POST
def revoke_token(request: StaffRequest, number: int) -> HttpResponse:
    """Ends a key at once."""
    actions.revoke_api_token(by=_seat(request), token=number)
    return _back(request, "Đã thu hồi khóa.")


def _seat(request: StaffRequest) -> Seat:
    """The seat that lets her administer keys; the gate has seen that there is one."""
    return reach(request.seats, "accounts.token.change")[0][0]


def _back(request: StaffRequest, said: str, secret: str = "") -> HttpResponse:
    request.session[_SAID] = said
    if secret:
        request.session[_SHOWN_ONCE] = secret
    return redirect("desk:tokens")
