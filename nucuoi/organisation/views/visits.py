"""Số lượt giao dịch: which service points there are, and the sheet of one of them for a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.days import read_day
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.names import fold
from nucuoi.organisation import actions
from nucuoi.organisation.forms.visits import VisitSheetForm
from nucuoi.organisation.queries.points import PointRow
from nucuoi.organisation.queries.points import point as point_row
from nucuoi.organisation.queries.visit_days import (
    SheetRow,
    keyed_at_points,
    visit_sheet,
)
from nucuoi.organisation.rules.visits import KINDS
from nucuoi.organisation.rules.words import Level
from nucuoi.organisation.views import scope
from nucuoi.organisation.views.acting import done
from nucuoi.web.form_errors import refusals_on

DAYS_BACK = 60
ON_A_PAGE = 50


@require_safe
def visits(request: StaffRequest) -> HttpResponse:
    """The service points a person keys visits for, and which have been keyed today."""
    today = clock.today()
    keyed = keyed_at_points(today)
    found = [
        (row, *keyed.get(row.unit, (0, 0)))
        for row in scope.reached(request, scope.VISITS, today)
        if row.level == Level.SERVICE_POINT
    ]
    if len(found) == 1:
        return redirect("organisation:visit_sheet", found[0][0].unit)
    search = request.GET.get("q", "")[:120]
    words = fold(search).split()
    rows = [row for row in found if row[2] and all(word in fold(row[0].name) for word in words)]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "search": search,
        "total": len(rows),
        "complete": sum(done == every for _, done, every in rows),
    }
    return render(request, "organisation/visits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_sheet_page(request: StaffRequest, point: str) -> HttpResponse:
    """Counters × nộp, bổ sung, trả, trực tuyến for a day up to 60 days back."""
    today = clock.today()
    row = point_row(point, today)
    seat = scope.seat_for(request, scope.VISITS, point)
    if request.method == "POST":
        on = _day(request.POST.get("ngay", ""), today)
        form = VisitSheetForm(request.POST, rows=visit_sheet(point, on))
        if form.is_valid():
            with refusals_on(form):
                changed = actions.record_visits(by=seat, on=on, counts=form.counts)
                return done(request, _said(len(changed)), _url(point, on, today))
        return _page(request, row, on, form)
    try:
        on = _day(request.GET.get("ngay") or f"{today:%d/%m/%Y}", today)
    except Invalid as error:
        form = VisitSheetForm(rows=visit_sheet(point, today))
        return _page(request, row, today, form, wrong_day=error.message)
    return _page(request, row, on, VisitSheetForm(rows=visit_sheet(point, on)))


def _page(
    request: StaffRequest, row: PointRow, on: date, form: VisitSheetForm, wrong_day: str = ""
) -> HttpResponse:
    today = clock.today()
    context = {
        "point": row,
        "crumbs": scope.crumbs(request, row.host.unit),
        "form": form,
        "on": on,
        "is_today": on == today,
        "kinds": KINDS.values(),
        "totals": _totals(form.sheet),
        "wrong_day": wrong_day,
        "asked_day": request.GET.get("ngay", "") if wrong_day else f"{on:%d/%m/%Y}",
        "earlier": _url(row.unit, on - timedelta(days=1), today),
        "later": _url(row.unit, on + timedelta(days=1), today),
        "may_change_counters": scope.allows(request, scope.COUNTER, row.unit),
    }
    return render(request, "organisation/visit_sheet.html", context)


def _day(text: str, today: date) -> date:
    """The asked day, at most 60 days back; raises Invalid."""
    on, first = read_day(text), today - timedelta(days=DAYS_BACK)
    if not first <= on <= today:
        raise Invalid(f"Xin chọn từ {first:%d/%m/%Y} đến {today:%d/%m/%Y}.")
    return on


def _url(point: str, on: date, today: date) -> str:
    """Address of the sheet of a day; empty outside the days that may be keyed."""
    if not today - timedelta(days=DAYS_BACK) <= on <= today:
        return ""
    path = reverse("organisation:visit_sheet", args=[point])
    return path if on == today else f"{path}?ngay={on:%d/%m/%Y}"


def _totals(sheet: Sequence[SheetRow]) -> list[tuple[str, int | None]]:
    """What has been kept so far, by kind; None where nothing was keyed."""
    keyed = [row.counts for row in sheet if row.counts is not None]
    return [
        (label, sum(getattr(counts, kind) for counts in keyed) if keyed else None)
        for kind, label in KINDS.items()
    ]


def _said(changed: int) -> str:
    return f"Đã lưu số liệu của {changed} quầy." if changed else "Không có gì thay đổi."
