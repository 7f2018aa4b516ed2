"""`/giam-sat/`: how far the log is witnessed, who witnesses it, and what the Front can take away."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import may_open, reach
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import queries as ledger
from nucuoi.ledger import standstill
from nucuoi.oversight import actions, queries
from nucuoi.oversight.forms import EndForm, WitnessForm
from nucuoi.web.form_errors import refusals_on


@require_safe
def status(request: StaffRequest) -> HttpResponse:
    """The page."""
    return _page(request, WitnessForm())


@require_POST
def name_witness(request: StaffRequest) -> HttpResponse:
    """Names a machine that witnesses the log."""
    form = WitnessForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.name_witness(by=_seat(request), **form.cleaned_data)
            return redirect("oversight:status")
    return _page(request, form)


@require_POST
def end_witness(request: StaffRequest, number: int) -> HttpResponse:
    """Ends a witness.

    Raises:
        Invalid: If no reason is given.
    """
    form = EndForm(request.POST)
    if not form.is_valid():
        raise Invalid("Xin ghi lý do kết thúc máy chứng kiến.")
    actions.end_witness(by=_seat(request), witness=number, why=form.cleaned_data["why"])
    return redirect("oversight:status")


def _page(request: StaffRequest, form: WitnessForm) -> HttpResponse:
    context = {
        "form": form,
        "end_form": EndForm(),
        "log": ledger.log(),
        "keys": ledger.log_keys(),
        "last": ledger.last_checkpoint(),
        "witnessed": ledger.last_witnessed(),
        "leaves": ledger.size(),
        "stopped": standstill.sentence(),
        "witnesses": queries.witnesses(),
        "may_change": may_open(request.seats, "oversight:name_witness"),
    }
    return render(request, "oversight/status.html", context, status=422 if form.errors else 200)


def _seat(request: StaffRequest) -> Seat:
    """The Front's seat; the gate has seen that there is one."""
    return reach(request.seats, "oversight.witness.change")[0][0]
