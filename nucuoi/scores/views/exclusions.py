"""`/loai-khoi-so-lieu/`: what was proposed to count no more, and what the Front decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import reach
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.organisation import queries as organisation
from nucuoi.scores import actions, queries
from nucuoi.scores.forms import CounterProposalForm, UndoingForm
from nucuoi.scores.permissions import seat_over
from nucuoi.web import formats
from nucuoi.web.components import PrintHead
from nucuoi.web.form_errors import refusals_on

PROPOSE = "scores.exclusion.propose"


@require_safe
def exclusions(request: StaffRequest) -> HttpResponse:
    """The list, newest first, with the form for another."""
    return _page(request)


@require_POST
def propose_counter(request: StaffRequest) -> HttpResponse:
    """Proposes ratings of a counter."""
    form = CounterProposalForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            asked, today = form.cleaned_data, clock.today()
            point = organisation.point_of_counter(asked["counter"])
            seat = seat_over(request.seats, PROPOSE, point, today)
            actions.propose_of_counter(by=seat, **asked)
            messages.success(request, "Đã gửi Mặt trận Tổ quốc. Số liệu chưa đổi gì.")
            return redirect("scores:exclusions")
    return _page(request, form)


@require_POST
def propose_undoing(request: StaffRequest, number: int) -> HttpResponse:
    """Proposes that the ratings of an exclusion count again."""
    unit = queries.unit_of_exclusion(number)
    if unit is None:
        raise NotFound("Không có đề nghị này.")
    seat = seat_over(request.seats, PROPOSE, unit, clock.today())
    form = UndoingForm(request.POST, auto_id=f"id_%s_{number}")
    if form.is_valid():
        with refusals_on(form):
            actions.propose_undoing(by=seat, exclusion=number, **form.cleaned_data)
            messages.success(request, "Đã gửi Mặt trận Tổ quốc. Số liệu chưa đổi gì.")
            return redirect("scores:exclusions")
    return _page(request, undoing=(number, form))


def _page(
    request: StaffRequest,
    form: CounterProposalForm | None = None,
    undoing: tuple[int, UndoingForm] | None = None,
) -> HttpResponse:
    at = clock.local(clock.now())
    printed = f"{formats.day(at)} {formats.clock(at)} · {request.user.full_name}"
    rows = queries.exclusions(request.seats, clock.today())
    forms = {row.id: UndoingForm(auto_id=f"id_%s_{row.id}") for row in rows if row.may_be_undone}
    forms |= dict([undoing]) if undoing else {}
    context = {
        "rows": [(row, forms.get(row.id)) for row in rows],
        "form": form or CounterProposalForm(),
        "may_propose": bool(reach(request.seats, PROPOSE)),
        "print_head": PrintHead("Loại khỏi số liệu", "", "", printed),
    }
    wrong = form or undoing
    return render(request, "scores/exclusions.html", context, status=422 if wrong else 200)
