"""Xuất số liệu: asking for a file, seeing how far it is, taking it away."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.organisation.queries import tree
from nucuoi.reports import actions, places, queries
from nucuoi.reports.forms import AsOfForm, ExportForm
from nucuoi.reports.permissions import seat_for
from nucuoi.reports.queries import ExportRow
from nucuoi.web.charts import Progress
from nucuoi.web.form_errors import refusals_on


@dataclass(frozen=True, slots=True)
class Listed:
    """An export with what the page says around it."""

    export: ExportRow
    place: str

    @property
    def progress(self) -> Progress:
        """How far it is, in per cent."""
        return Progress(self.export.percent, 100, f"Tệp số {self.export.number}")


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: StaffRequest) -> HttpResponse:
    """`/xuat-so-lieu/`: the form, and the files asked for so far."""
    as_of = _as_of(request)
    today = clock.today()
    posted = request.POST if request.method == "POST" else None
    form = ExportForm(posted, seats=request.seats, as_of=as_of, today=today)
    if posted is not None and form.is_valid():
        with refusals_on(form):
            actions.ask(by=seat_for(request.seats, form.question), question=form.question)
            messages.success(request, "Đã nhận yêu cầu. Tệp sẽ hiện trong danh sách khi làm xong.")
            return redirect("reports:exports")
    context = {"form": form, "tree": AsOfForm(initial={"ngay": as_of}), "as_of": as_of}
    return render(request, "reports/exports.html", {**context, **_listed(request)})


@require_safe
def export_list(request: StaffRequest) -> HttpResponse:
    """`/xuat-so-lieu/danh-sach/`: the part of the page that moves while a file is made."""
    return render(request, "reports/_list.html", _listed(request))


@require_safe
def download(request: StaffRequest, number: int) -> FileResponse:
    """The file, streamed; who takes it away must still be allowed to, and is recorded."""
    export = queries.export(number, request.user.username)
    seat = seat_for(request.seats, export.question)
    if request.method == "GET":
        actions.note_download(by=seat, export=export)
    file = places.file_of(number, export.question.form)
    answer = FileResponse(file.open("rb"), as_attachment=True, filename=export.question.file_name)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def remove(request: StaffRequest, number: int) -> HttpResponse:
    """Takes an export back, made or not."""
    export = queries.export(number, request.user.username)
    actions.remove(by=seat_for(request.seats, export.question), export=export)
    messages.success(request, "Đã xóa tệp.")
    return redirect("reports:exports")


def _as_of(request: StaffRequest) -> date:
    """The asked day of the tree; today when none is asked or it cannot be read."""
    form = AsOfForm(request.GET)
    return form.cleaned_data["ngay"] if form.is_valid() else clock.today()


def _listed(request: StaffRequest) -> dict[str, object]:
    rows = queries.exports_of(request.user.username)
    return {
        "listed": [Listed(row, _place(row)) for row in rows],
        "moving": any(row.is_open for row in rows),
        "list_url": reverse("reports:list"),
    }


def _place(row: ExportRow) -> str:
    units = tree(row.question.as_of)
    unit = row.question.unit
    return units.unit(unit).name if unit in units else unit
