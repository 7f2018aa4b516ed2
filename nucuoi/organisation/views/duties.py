"""Who sits at a counter: the usual holder by date, and exceptions for half-days."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import actions, queries
from nucuoi.organisation.forms.duties import ClearDutyForm, DutyForm, HolderForm
from nucuoi.organisation.queries.desks import Desk, desk
from nucuoi.organisation.queries.officials import candidates
from nucuoi.organisation.views import scope
from nucuoi.organisation.views.acting import Act, act_page, done
from nucuoi.organisation.views.counters import crumbs_to, own_link
from nucuoi.web.form_errors import refusals_on

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_NOBODY_YET = "Chưa ghi cán bộ nào ở đây. Xin ghi cán bộ của đơn vị trước."


@_FORM
def holder(request: StaffRequest, code: str) -> HttpResponse:
    """Says who usually sits at a counter from a day on."""
    row, seat = _desk(request, code)
    now = row.holder[0] if row.holder else ""
    officials = _officials(row)
    form = HolderForm(request.POST or None, officials=officials, initial={"official": now})
    if form.is_valid():
        with refusals_on(form):
            actions.set_holder(by=seat, counter=code, **form.cleaned_data)
            return done(request, "Đã lưu người trực thường xuyên.", _url(code))
    act = Act(
        heading=f"Giao người trực quầy {row.number}",
        button="Lưu người trực",
        back=_url(code),
        crumbs=[*crumbs_to(request, row), own_link(row)],
        about="Lượt đánh giá từ ngày này thuộc về người trực, trừ buổi có phân công riêng."
        if officials
        else _NOBODY_YET,
    )
    return act_page(request, act, form)


@_FORM
def duty(request: StaffRequest, code: str) -> HttpResponse:
    """Puts somebody else, or nobody, at a counter for one half-day."""
    row, seat = _desk(request, code)
    officials = _officials(row)
    form = DutyForm(request.POST or None, officials=officials)
    if form.is_valid():
        with refusals_on(form):
            actions.set_duty(by=seat, counter=code, **form.cleaned_data)
            return done(request, "Đã lưu phân công riêng.", _url(code))
    act = Act(
        heading=f"Phân công riêng một buổi, quầy {row.number}",
        button="Lưu phân công",
        back=_url(code),
        crumbs=[*crumbs_to(request, row), own_link(row)],
        about="Khi người khác trực thay, hoặc buổi đó không có ai." if officials else _NOBODY_YET,
    )
    return act_page(request, act, form)


@require_POST
def clear_duty(request: StaffRequest, code: str) -> HttpResponse:
    """Takes an exception back."""
    _, seat = _desk(request, code)
    form = ClearDutyForm(request.POST)
    if not form.is_valid():
        raise Invalid("Chưa rõ bỏ phân công của buổi nào. Xin quay lại trang quầy.")
    actions.clear_duty(by=seat, counter=code, **form.cleaned_data)
    return done(request, "Đã bỏ phân công riêng.", _url(code))


def _desk(request: StaffRequest, code: str) -> tuple[Desk, Seat]:
    row = desk(code, clock.today())
    return row, scope.seat_for(request, scope.COUNTER, row.point)


def _officials(row: Desk) -> list[tuple[str, str]]:
    """Who may be chosen; the present holder stays in the list even when posted elsewhere."""
    today = clock.today()
    if row.point not in queries.tree(today):
        return []
    found = [
        (person.code, f"{person.full_name} · {person.postings[0].position}")
        for person in candidates(row.point, today)
    ]
    if row.holder and row.holder[0] not in dict(found):
        found.append(row.holder)
    return found


def _url(code: str) -> str:
    return reverse("organisation:counter", args=[code])
