"""`/giam-sat/`: how far the log is witnessed, who witnesses it, and what the Front can take away."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.actions import make_password_link
from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import may_open, reach
from nucuoi.accounts.queries import people
from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Forbidden, Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import queries as ledger
from nucuoi.ledger import standstill
from nucuoi.oversight import actions, queries
from nucuoi.oversight.bundle import make_bundle
from nucuoi.oversight.canaries import void_canaries
from nucuoi.oversight.forms import BundleForm, CanaryForm, ColleagueForm, EndForm, WitnessForm
from nucuoi.scores.queries import undecided
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


@require_POST
def bundle(request: StaffRequest) -> HttpResponseBase:
    """An opening bundle that only the auditor can open."""
    form = BundleForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            file = make_bundle(by=_seat(request), **form.cleaned_data)
            name = f"mo-so-{clock.today():%Y%m%d}.nucuoi"
            return FileResponse(file, as_attachment=True, filename=name)
    return _page(request, WitnessForm(), bundle_form=form)


@require_POST
def canaries(request: StaffRequest) -> HttpResponse:
    """Takes the Front's own canaries out of what counts."""
    form = CanaryForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            count = void_canaries(by=_seat(request), **form.cleaned_data)
            messages.success(request, f"Đã loại {count} lượt thử khỏi số liệu.")
            return redirect("oversight:status")
    return _page(request, WitnessForm(), canary_form=form)


@never_cache
@require_POST
def add_colleague(request: StaffRequest) -> HttpResponse:
    """Makes an account for another person of the Front; its link is shown at once, and only now."""
    form = ColleagueForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            secret = actions.add_colleague(by=_seat(request), **form.cleaned_data)
            return _page(request, WitnessForm(), link=_link(request, secret))
    return _page(request, WitnessForm(), colleague_form=form)


@never_cache
@require_POST
def new_link(request: StaffRequest, username: str) -> HttpResponse:
    """A new link for a colleague who forgot her password.

    Raises:
        Forbidden: If the account is not one of the Front's.
    """
    if username not in {row.username for row in people(role=Role.SUPERVISOR)}:
        raise Forbidden("Chỉ tạo liên kết cho người của Mặt trận.")
    secret = make_password_link(by=_seat(request), username=username)
    return _page(request, WitnessForm(), link=_link(request, secret))


def _link(request: StaffRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("accounts:new_password", args=[secret]))


def _page(
    request: StaffRequest,
    form: WitnessForm,
    bundle_form: BundleForm | None = None,
    canary_form: CanaryForm | None = None,
    colleague_form: ColleagueForm | None = None,
    link: str = "",
) -> HttpResponse:
    wrong = form.errors or bundle_form or canary_form or colleague_form
    context = {
        "colleague_form": colleague_form or ColleagueForm(),
        "colleagues": people(role=Role.SUPERVISOR),
        "link": link,
        "form": form,
        "bundle_form": bundle_form or BundleForm(),
        "canary_form": canary_form or CanaryForm(),
        "end_form": EndForm(),
        "log": ledger.log(),
        "keys": ledger.log_keys(),
        "last": ledger.last_checkpoint(),
        "witnessed": ledger.last_witnessed(),
        "leaves": ledger.size(),
        "stopped": standstill.sentence(),
        "witnesses": queries.witnesses(),
        "may_change": may_open(request.seats, "oversight:name_witness"),
        "proposals": undecided(),
    }
    return render(request, "oversight/status.html", context, status=422 if wrong else 200)


def _seat(request: StaffRequest) -> Seat:
    """The Front's seat; the gate has seen that there is one."""
    return reach(request.seats, "oversight.witness.change")[0][0]
