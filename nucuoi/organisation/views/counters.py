"""A counter: its page with the QR code, a new one, changes, its end."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.documents import qr
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import actions, queries
from nucuoi.organisation.forms.counters import (
    CloseCounterForm,
    CounterFieldsForm,
    CounterForm,
    NewCounterForm,
)
from nucuoi.organisation.queries.desks import (
    Desk,
    State,
    desk,
    desks_of,
    duties,
    holders,
    passed_into,
)
from nucuoi.organisation.queries.points import point as point_row
from nucuoi.organisation.rules.poster import rating_path, scanned
from nucuoi.organisation.views import scope
from nucuoi.organisation.views.acting import Act, act_page, done
from nucuoi.web.components import Link
from nucuoi.web.form_errors import refusals_on

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def counter(request: StaffRequest, code: str) -> HttpResponse:
    """Everything about a counter: code, address, QR code, fields, who sits there."""
    today = clock.today()
    row = desk(code, today)
    scope.seat_for(request, scope.READ, row.point)
    context = {
        **_rated_at(row),
        "crumbs": crumbs_to(request, row),
        "open": row.state is not State.CLOSED,
        "holders": holders(row.id),
        "duties": duties(row.id, today),
        "successor": passed_into(row.id),
        "may_change": scope.allows(request, scope.COUNTER, row.point) and row.valid_to is None,
    }
    return render(request, "organisation/counter.html", context)


@_FORM
def new_counter(request: StaffRequest, point: str) -> HttpResponse:
    """Opens a counter; its code and QR code are shown on the next page."""
    today = clock.today()
    row = point_row(point, today)
    seat = scope.seat_for(request, scope.COUNTER, point)
    form = NewCounterForm(request.POST or None, initial={"number": _next_number(point)})
    if form.is_valid():
        with refusals_on(form):
            fields = form.cleaned_data.pop("fields_served")
            made = actions.open_counter(by=seat, point=point, fields=fields, **form.cleaned_data)
            return done(
                request, f"Đã mở quầy {made.number}. Mã quầy là {made.code}.", _url(made.code)
            )
    act = Act(
        heading="Mở quầy",
        button="Mở quầy",
        back=reverse("organisation:point", args=[point]),
        crumbs=scope.crumbs(request, point),
        about=f"{row.name}. Quầy có ngay mã QR để người dân đánh giá.",
    )
    return act_page(request, act, form)


@_FORM
def change_counter(request: StaffRequest, code: str) -> HttpResponse:
    """Corrects number and name."""
    row, seat = _open_desk(request, code)
    form = CounterForm(request.POST or None, initial={"number": row.number, "name": row.name})
    if form.is_valid():
        with refusals_on(form):
            actions.change_counter(by=seat, code=code, **form.cleaned_data)
            return done(request, "Đã lưu số và tên quầy.", _url(code))
    about = "Mã quầy và mã QR giữ nguyên."
    crumbs = [*crumbs_to(request, row), own_link(row)]
    return act_page(request, Act("Sửa số, tên quầy", "Lưu", _url(code), crumbs, about), form)


@_FORM
def counter_fields(request: StaffRequest, code: str) -> HttpResponse:
    """Says which fields a counter serves from a day on."""
    row, seat = _open_desk(request, code)
    served = [field.code for field in row.fields]
    form = CounterFieldsForm(request.POST or None, initial={"fields_served": served})
    if form.is_valid():
        with refusals_on(form):
            fields = form.cleaned_data.pop("fields_served")
            actions.set_counter_fields(by=seat, code=code, fields=fields, **form.cleaned_data)
            return done(request, "Đã lưu lĩnh vực của quầy.", _url(code))
    about = "Chọn tất cả lĩnh vực quầy này tiếp nhận kể từ ngày áp dụng."
    crumbs = [*crumbs_to(request, row), own_link(row)]
    return act_page(request, Act("Đặt lĩnh vực của quầy", "Lưu", _url(code), crumbs, about), form)


@_FORM
def close_counter(request: StaffRequest, code: str) -> HttpResponse:
    """Closes a counter for good, with the counter that takes over."""
    row, seat = _open_desk(request, code)
    form = CloseCounterForm(
        request.POST or None, opened=row.valid_from, successors=_successors(row)
    )
    if form.is_valid():
        with refusals_on(form):
            actions.close_counter(by=seat, code=code, **form.cleaned_data)
            day = form.cleaned_data["on"]
            return done(request, f"Đã ghi quầy {row.number} ngừng từ {day:%d/%m/%Y}.", _url(code))
    act = Act(
        heading=f"Ngừng quầy {row.number} · {row.name}",
        button="Ngừng quầy này",
        back=_url(code),
        crumbs=[*crumbs_to(request, row), own_link(row)],
        about="Không mở lại được: quầy mở sau này sẽ có mã mới. Đánh giá cũ vẫn được giữ nguyên.",
        grave=True,
    )
    return act_page(request, act, form)


def crumbs_to(request: StaffRequest, row: Desk) -> list[Link]:
    """The way to a counter; shorter once its service point is gone."""
    known = row.point in queries.tree(clock.today())
    return scope.crumbs(request, row.point) if known else []


def own_link(row: Desk) -> Link:
    """The counter's page as the last crumb."""
    return Link(f"Quầy {row.number}", _url(row.code))


def _open_desk(request: StaffRequest, code: str) -> tuple[Desk, Seat]:
    row = desk(code, clock.today())
    return row, scope.seat_for(request, scope.COUNTER, row.point)


def _rated_at(row: Desk) -> dict[str, object]:
    path = rating_path(row.code)
    picture = qr.inline(scanned(settings.BASE_URL, row.code))
    return {
        "counter": row,
        "path": path,
        "address": f"{settings.BASE_URL}{path}",
        "qr": mark_safe(picture),  # noqa: S308  # made by the QR library from our own address
    }


def _next_number(point: str) -> int | None:
    """The lowest number that no counter of the point has now."""
    used = {row.number for row in desks_of(point, clock.today())}
    return next((number for number in range(1, 100) if number not in used), None)


def _successors(row: Desk) -> list[tuple[str, str]]:
    others = [other for other in desks_of(row.point, clock.today()) if other.code != row.code]
    return [(other.code, f"Quầy {other.number} · {other.name}") for other in others]


def _url(code: str) -> str:
    return reverse("organisation:counter", args=[code])
