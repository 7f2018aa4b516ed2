"""Printing slips with invitations for a counter; the PDF is the answer, its codes are kept nowhere."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.queries import full_names
from nucuoi.documents import slips as pages
from nucuoi.documents.slips import Slip, SlipSheet
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.models import Counter, Field
from nucuoi.organisation.permissions import check_may
from nucuoi.organisation.queries import counters_under, reached, tree
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.actions import Minted, print_sheet
from nucuoi.ratings.forms.slips import SlipsForm
from nucuoi.ratings.queries.places import place
from nucuoi.ratings.queries.tickets import latest_sheets
from nucuoi.ratings.rules.tickets import show_number
from nucuoi.web.form_errors import refusals_on
from nucuoi.web.pdf import pdf_file

_PRINT = "ratings.sheet.print"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def slips(request: StaffRequest) -> HttpResponse:
    """The form with the sheets printed lately; posted, the PDF of a new sheet."""
    counters = _counters(request)
    sent = request.POST if request.method == "POST" else None
    form = SlipsForm(sent, counters=counters, initial={"counter": request.GET.get("quay", "")})
    if form.is_valid():
        with refusals_on(form):
            return _printed(request, form.cleaned_data)
    codes = [code for _, group in counters for code, _ in group]
    rows = latest_sheets(codes)
    names = full_names(row.made_by for row in rows)
    sheets = [(row, names.get(row.made_by, row.made_by)) for row in rows]
    return render(request, "ratings/slips.html", {"form": form, "sheets": sheets})


def _printed(request: StaffRequest, wanted: dict[str, Any]) -> HttpResponse:
    """Mints in one transaction, and only then draws."""
    counter = Counter.objects.select_related("point__unit").get(code=wanted["counter"])
    seat = check_may(request.seats, _PRINT, counter.point.unit.unit, clock.today())
    field = Field.objects.filter(code=wanted["field"]).first()
    first_day, last_day = wanted["first_day"], wanted["last_day"]
    minted = print_sheet(
        by=seat,
        counter=counter,
        field=field,
        first_day=first_day,
        last_day=last_day,
        count=wanted["count"],
    )
    sheet = _sheet(seat, counter, field, f"{first_day:%d/%m/%Y} – {last_day:%d/%m/%Y}")
    name = f"phieu-moi-{counter.code}-{first_day:%Y%m%d}"
    return pdf_file(pages.pdf(sheet, [_slip(one) for one in minted]), name)


def _sheet(seat: Seat, counter: Counter, field: Field | None, days: str) -> SlipSheet:
    now = clock.local(clock.now())
    name = full_names([seat.username]).get(seat.username, seat.username)
    return SlipSheet(
        point=place(counter.code, clock.today()).point,
        counter=f"Quầy {counter.number} · {counter.name}",
        field=field.name if field else "",
        days=days,
        printed=f"{name} in lúc {now:%H:%M} ngày {now:%d/%m/%Y}",
    )


def _slip(minted: Minted) -> Slip:
    link = f"{settings.BASE_URL}/v/{minted.code}?channel=qr"
    return Slip(link, show_number(minted.number))


def _counters(request: StaffRequest) -> list[tuple[str, list[tuple[str, str]]]]:
    """Counters that are open today where the person may print, by service point."""
    today = clock.today()
    units = tree(today)
    points = [
        row for row in reached(request.seats, _PRINT, today) if row.level == Level.SERVICE_POINT
    ]
    rows = {row.unit: counters_under(row.unit, today) for row in points}
    return [
        (
            units.unit(point).name,
            [(row.code, f"Quầy {row.number} · {row.name}") for row in found],
        )
        for point, found in rows.items()
        if found
    ]
