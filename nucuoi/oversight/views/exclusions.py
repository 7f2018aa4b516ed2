"""`/giam-sat/loai-khoi-so-lieu/`: the Front confirms or refuses what the operating side proposes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import reach
from nucuoi.oversight.forms import DecisionForm
from nucuoi.scores import actions
from nucuoi.scores.queries import all_exclusions, confirmed_leaves
from nucuoi.web.form_errors import refusals_on

DECIDE = "scores.exclusion.decide"


@require_safe
def exclusions(request: StaffRequest) -> HttpResponse:
    """What waits, and what was decided."""
    return _page(request)


@require_POST
def decide(request: StaffRequest, number: int) -> HttpResponse:
    """Confirms or refuses one proposal."""
    form = DecisionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            _decide(request, number, form.cleaned_data["why"])
            return redirect("oversight:exclusions")
    return _page(request, number, form)


@require_safe
def confirmed(request: StaffRequest) -> HttpResponse:
    """What the Front has confirmed, a line each, to keep outside and to give to `nucuoi audit`."""
    lines = (f"{leaf} {reason} {number}\n" for leaf, number, reason in confirmed_leaves())
    answer = HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="da-xac-nhan.txt"'
    return answer


def _decide(request: StaffRequest, number: int, why: str) -> None:
    seat = reach(request.seats, DECIDE)[0][0]
    if request.POST.get("decision") == "confirm":
        moved = actions.confirm(by=seat, exclusion=number, why=why)
        messages.success(request, f"Đã xác nhận; {moved} lượt đổi cách tính, mỗi lượt một dòng sổ.")
    else:
        actions.refuse(by=seat, exclusion=number, why=why)
        messages.success(request, "Đã trả lời không chấp nhận. Số liệu không đổi.")


def _page(request: StaffRequest, number: int = 0, form: DecisionForm | None = None) -> HttpResponse:
    rows = all_exclusions()
    context = {
        "waiting": [
            (row, form if form and row.id == number else DecisionForm(auto_id=f"id_%s_{row.id}"))
            for row in rows
            if row.confirmed is None
        ],
        "decided": [row for row in rows if row.confirmed is not None],
        "problem": form.non_field_errors() if form else (),
    }
    return render(request, "oversight/exclusions.html", context, status=422 if form else 200)
