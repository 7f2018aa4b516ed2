"""A service point: its page, a new one, its place, its hours, its end."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.organisation import actions, queries
from nucuoi.organisation.forms.points import ClosePointForm, HoursForm, PlaceForm, PointForm
from nucuoi.organisation.queries.desks import closed_desks_of, desks_of
from nucuoi.organisation.queries.points import WeekPlan, week_plan
from nucuoi.organisation.queries.points import point as point_row
from nucuoi.organisation.rules.week import WEEKDAYS
from nucuoi.organisation.rules.words import Level
from nucuoi.organisation.views import scope
from nucuoi.organisation.views.acting import Act, act_page, done
from nucuoi.web.form_errors import refusals_on
from nucuoi.web.formats import clock as clock_words

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def point(request: StaffRequest, point: str) -> HttpResponse:
    """Where a service point is, when it is open, and its counters."""
    today = clock.today()
    row = point_row(point, today)
    scope.seat_for(request, scope.READ, point)
    plan = week_plan(point, today)
    context = {
        "point": row,
        "crumbs": scope.crumbs(request, row.host.unit),
        "desks": desks_of(point, today),
        "closed": closed_desks_of(point, today),
        "plan": plan,
        "week": _week_in_words(plan),
        "may_change_point": scope.allows(request, scope.POINT, point),
        "may_change_hours": scope.allows(request, scope.HOURS, point),
        "may_change_counters": scope.allows(request, scope.COUNTER, point),
        "may_record_visits": scope.allows(request, scope.VISITS, point),
    }
    return render(request, "organisation/point.html", context)


@_FORM
def new_point(request: StaffRequest, unit: str) -> HttpResponse:
    """Opens one more service point at a unit."""
    host = queries.unit(unit, clock.today())
    if host.level == Level.SERVICE_POINT:
        raise NotFound("Nơi tiếp dân phải thuộc một đơn vị.")
    seat = scope.seat_for(request, scope.POINT, unit)
    form = PointForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = actions.open_point(by=seat, host=unit, **form.cleaned_data)
            return done(request, "Đã mở nơi tiếp dân.", _url(made.unit.unit))
    act = Act(
        heading=f"Mở nơi tiếp dân của {host.name}",
        button="Mở nơi tiếp dân",
        back=reverse("organisation:unit", args=[unit]),
        crumbs=scope.crumbs(request, unit),
        about="Tên chính thức được đặt theo tên đơn vị và thời điểm mở.",
    )
    return act_page(request, act, form)


@_FORM
def place(request: StaffRequest, point: str) -> HttpResponse:
    """Says where a service point is."""
    row = point_row(point, clock.today())
    seat = scope.seat_for(request, scope.POINT, point)
    form = PlaceForm(request.POST or None, initial={"place": row.place})
    if form.is_valid():
        actions.set_place(by=seat, point=point, **form.cleaned_data)
        return done(request, "Đã lưu địa chỉ.", _url(point))
    act = Act(
        "Sửa địa chỉ nơi tiếp dân", "Lưu", _url(point), scope.crumbs(request, point), row.name
    )
    return act_page(request, act, form)


@_FORM
def hours(request: StaffRequest, point: str) -> HttpResponse:
    """Sets the opening hours of a week from a day on."""
    today = clock.today()
    row = point_row(point, today)
    seat = scope.seat_for(request, scope.HOURS, point)
    form = HoursForm(request.POST or None, week=week_plan(point, today).week)
    if form.is_valid():
        with refusals_on(form):
            valid_from: date = form.cleaned_data["valid_from"]
            actions.set_opening_hours(by=seat, point=point, week=form.week, valid_from=valid_from)
            return done(request, f"Đã lưu giờ mở cửa từ {valid_from:%d/%m/%Y}.", _url(point))
    act = Act(
        heading="Đặt giờ mở cửa",
        button="Lưu giờ mở cửa",
        back=_url(point),
        crumbs=scope.crumbs(request, point),
        about=f"{row.name}. Ô để trống là buổi không tiếp dân.",
        template="organisation/hours.html",
    )
    return act_page(request, act, form)


@_FORM
def close_point(request: StaffRequest, point: str) -> HttpResponse:
    """Closes a service point, once all its counters have closed."""
    row = point_row(point, clock.today())
    seat = scope.seat_for(request, scope.POINT, point)
    form = ClosePointForm(request.POST or None)
    host = reverse("organisation:unit", args=[row.host.unit])
    if form.is_valid():
        with refusals_on(form):
            actions.close_point(by=seat, point=point, **form.cleaned_data)
            return done(request, f"Đã ghi ngừng {row.name}.", host)
    act = Act(
        heading=f"Ngừng {row.name}",
        button="Ngừng nơi tiếp dân này",
        back=_url(point),
        crumbs=scope.crumbs(request, point),
        about="Không mở lại được. Số liệu cũ vẫn được giữ nguyên.",
        grave=True,
    )
    return act_page(request, act, form)


def _url(point: str) -> str:
    return reverse("organisation:point", args=[point])


def _week_in_words(plan: WeekPlan) -> list[tuple[str, str]]:
    """Each weekday with its openings: `7:30–11:30, 13:30–17:00`, or that it is closed."""
    return [
        (name, ", ".join(f"{clock_words(a)}–{clock_words(b)}" for a, b in plan.week.get(day, [])))
        for day, name in enumerate(WEEKDAYS)
    ]
