"""What tablets show of officials: the policy of a service point, and the photos."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk import actions
from nucuoi.kiosk.forms import PhotoForm, ShownForm
from nucuoi.kiosk.queries.shown import Face, faces_at, shown_at
from nucuoi.kiosk.rules.shown import Shown
from nucuoi.kiosk.views.devices import CHANGE
from nucuoi.organisation.models import ServicePoint
from nucuoi.organisation.permissions import check_may
from nucuoi.organisation.queries import tree
from nucuoi.web.components import Link
from nucuoi.web.form_errors import refusals_on

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_FORM
def shown(request: StaffRequest, unit: str) -> HttpResponse:
    """What the tablets of a service point show, and whose photos there are."""
    point, seat = _point(unit), _seat(request, unit)
    now = shown_at(point.pk)
    form = ShownForm(request.POST or None, initial={"shown": now})
    if form.is_valid():
        chosen = Shown(form.cleaned_data["shown"])
        if chosen is not now:
            actions.show_names(by=seat, point=point, shown=chosen)
        messages.success(request, f"Từ nay máy hiện: {chosen.label.lower()}.")
        return redirect("kiosk:shown", unit)
    context = {
        "form": form,
        "unit": tree(clock.today()).unit(unit),
        "faces": faces_at(unit),
        "photos_shown": now is Shown.PHOTO,
        "back": [Link("Thiết bị", reverse("kiosk:devices", args=[unit]))],
    }
    return render(request, "kiosk/shown.html", context)


@never_cache
@_FORM
def photo(request: StaffRequest, unit: str, official: str) -> HttpResponse:
    """Keeps a photo of an official, or takes it away."""
    seat, face = _seat(request, unit), _face(unit, official)
    if request.POST.get("action") == "remove":
        actions.remove_photo(by=seat, official=official)
        messages.success(request, f"Đã gỡ ảnh của {face.full_name}.")
        return redirect("kiosk:shown", unit)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.keep_photo(by=seat, official=official, content=form.cleaned_data["file"])
            messages.success(request, f"Đã lưu ảnh của {face.full_name}.")
            return redirect("kiosk:shown", unit)
    title = tree(clock.today()).unit(unit).name
    back = [Link(f"Tên và ảnh cán bộ · {title}", reverse("kiosk:shown", args=[unit]))]
    context = {"form": form, "face": face, "unit": unit, "back": back}
    return render(request, "kiosk/photo.html", context, status=422 if form.errors else 200)


def _point(unit: str) -> ServicePoint:
    found = ServicePoint.objects.select_related("unit").filter(unit__unit=unit).first()
    if found is None:
        raise NotFound("Không có nơi tiếp dân này.")
    return found


def _face(unit: str, official: str) -> Face:
    for face in faces_at(unit):
        if face.code == official:
            return face
    raise NotFound("Cán bộ này không làm việc tại nơi tiếp dân này.")


def _seat(request: StaffRequest, unit: str) -> Seat:
    return check_may(request.seats, CHANGE, unit, clock.today())
