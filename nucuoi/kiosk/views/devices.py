"""The devices page: tablets of a unit, pairing, one tablet, revoking, the hand-over sheet."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.documents import qr
from nucuoi.foundation import clock
from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk import actions
from nucuoi.kiosk.forms import WHOLE_POINT, PairForm, RevokeForm
from nucuoi.kiosk.queries.devices import Tablet, held_of, tablet, tablets_under
from nucuoi.kiosk.queries.shown import shown_at
from nucuoi.kiosk.rules.codes import staff_code
from nucuoi.kiosk.rules.standing import clock_words
from nucuoi.kiosk.views.app import version
from nucuoi.organisation.models import Counter, ServicePoint
from nucuoi.organisation.permissions import check_may
from nucuoi.organisation.queries import counters_under, tree
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.actions import revoke_device
from nucuoi.ratings.queries import revocation_of
from nucuoi.web.components import Link
from nucuoi.web.form_errors import refusals_on

CHANGE = "kiosk.device.change"
_PAGE = 50
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def devices(request: StaffRequest, unit: str) -> HttpResponse:
    """All tablets at a unit and below it, those that need somebody first."""
    row = tree(clock.today()).unit(unit)
    _seat(request, unit)
    found = tablets_under(unit, version())
    page = Paginator(found, _PAGE).get_page(request.GET.get("trang"))
    context = {
        "unit": row,
        "page": page,
        "total": len(found),
        "needing": sum(bool(one.standing) for one in found),
        "waiting": sum(one.report.waiting for one in found if one.report),
    }
    return render(request, "kiosk/devices.html", context)


@never_cache
@_FORM
def new_device(request: StaffRequest, unit: str) -> HttpResponse:
    """Makes a pairing code, shown once on the page that answers."""
    row = tree(clock.today()).unit(unit)
    seat = _seat(request, unit)
    form = PairForm(request.POST or None, places=_places(unit))
    if form.is_valid():
        with refusals_on(form):
            point, counter = _chosen(form.cleaned_data["place"])
            name: str = form.cleaned_data["name"]
            code = actions.make_pairing_code(by=seat, name=name, point=point, counter=counter)
            return render(request, "kiosk/code.html", _code_page(row.unit, name, code))
    return render(request, "kiosk/new_device.html", {"unit": row, "form": form})


@never_cache
@require_safe
def device(request: StaffRequest, number: int) -> HttpResponse:
    """One tablet: how it is, what its numbers tell, what it holds."""
    one = tablet(number, version())
    _seat(request, one.point)
    context = {
        "tablet": one,
        "staff_code": _staff_code(number),
        "held": held_of(number),
        "revocation": revocation_of(number),
        "shown": shown_at(one.row.point).label.lower(),
        "clock_words": clock_words(one.clock_off),
        "back": _back(one),
    }
    return render(request, "kiosk/device.html", context)


@_FORM
def revoke(request: StaffRequest, number: int) -> HttpResponse:
    """Takes a tablet's right to send away, at once."""
    one = tablet(number, version())
    seat = _seat(request, one.point)
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            revoke_device(by=seat, device=number, why=form.cleaned_data["why"])
            messages.success(request, f"Đã thu hồi {one.row.name}.")
            return redirect("kiosk:device", number)
    return render(request, "kiosk/revoke.html", {"tablet": one, "form": form})


@require_POST
def take_in_held(request: StaffRequest, number: int) -> HttpResponse:
    """Hands in once more all that the tablet holds."""
    seat = _seat(request, tablet(number, version()).point)
    taken, left = actions.take_in_held(by=seat, device=number)
    said = f"Đã nhận {taken} đánh giá." if taken else "Chưa nhận thêm được đánh giá nào."
    messages.success(request, f"{said} Còn {left} đánh giá chưa nhận." if left else said)
    return redirect("kiosk:device", number)


@never_cache
@require_safe
def handover(request: StaffRequest, number: int) -> HttpResponse:
    """The sheet that is signed when a tablet is installed at a site (R52)."""
    one = tablet(number, version())
    _seat(request, one.point)
    address = f"{settings.BASE_URL}{reverse('kiosk:app')}"
    context = {
        "tablet": one,
        "address": address,
        "qr": mark_safe(qr.inline(address)),  # noqa: S308  # segno draws squares from our own text
        "staff_code": _staff_code(number),
        "on": clock.today(),
    }
    return render(request, "kiosk/handover.html", context)


def _seat(request: StaffRequest, unit: str) -> Seat:
    return check_may(request.seats, CHANGE, unit, clock.today())


def _staff_code(number: int) -> str:
    return staff_code(load_or_make(settings.KEYS, "kiosk"), number)


def _back(one: Tablet) -> list[Link]:
    return [Link("Thiết bị", reverse("kiosk:devices", args=[one.point]))]


def _places(unit: str) -> list[tuple[str, str]]:
    """Each service point as a whole, then its desks."""
    today = clock.today()
    names = {
        row.unit: row.name for row in tree(today).subtree(unit) if row.level == Level.SERVICE_POINT
    }
    places = [(f"{WHOLE_POINT}:{point}", f"{name} · mọi quầy") for point, name in names.items()]
    desks = [
        (row.code, f"{names[row.point]} · quầy {row.number:02d} · {row.name}")
        for row in counters_under(unit, today)
    ]
    return places + desks


def _chosen(place: str) -> tuple[ServicePoint, Counter | None]:
    if place.startswith(f"{WHOLE_POINT}:"):
        identity = place.partition(":")[2]
        return ServicePoint.objects.select_related("unit").get(unit__unit=identity), None
    counter = Counter.objects.select_related("point__unit").get(code=place)
    return counter.point, counter


def _code_page(unit: str, name: str, code: str) -> dict[str, object]:
    address = f"{settings.BASE_URL}{reverse('kiosk:app')}"
    picture = mark_safe(qr.inline(address))  # noqa: S308  # segno draws squares from our own text
    return {"unit": unit, "name": name, "code": code, "address": address, "qr": picture}
