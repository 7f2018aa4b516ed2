"""Visits from a file: chosen, looked at, kept; and a file to fill in."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import actions, queries
from nucuoi.organisation.forms.visits import SeenFileForm, VisitFileForm
from nucuoi.organisation.queries.visit_days import VisitChange, points_of_counters, visit_changes
from nucuoi.organisation.rules import visit_file
from nucuoi.organisation.rules.visit_file import Line, WrongFile
from nucuoi.organisation.views import scope
from nucuoi.organisation.views.acting import done

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would change, and from which seat."""

    lines: list[Line]
    changes: list[VisitChange]
    seat: Seat

    @property
    def digest(self) -> str:
        """Stands for exactly these changes."""
        return sha256(repr(self.changes).encode()).hexdigest()

    @property
    def corrections(self) -> list[VisitChange]:
        """Those that overwrite an earlier count."""
        return [change for change in self.changes if change.old is not None]

    @property
    def fresh(self) -> int:
        """How many counts are new."""
        return len(self.changes) - len(self.corrections)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_file_page(request: StaffRequest) -> HttpResponse:
    """Takes a file, shows what it would change, and keeps it when sent back."""
    if request.method != "POST":
        return _ask(request, VisitFileForm())
    if "lines" in request.POST:
        return _keep(request)
    form = VisitFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form)
    try:
        plan = _plan(request, form.cleaned_data["file"])
    except WrongFile as error:
        return _ask(request, VisitFileForm(), error)
    return _show(request, plan)


@require_safe
def blank_file(request: StaffRequest) -> HttpResponse:
    """A file to fill in, with the counters the person keys visits for and today."""
    today = clock.today()
    points = {row.unit for row in scope.reached(request, scope.VISITS, today)}
    roots = [row.unit for row in queries.units_as_of(today) if row.parent is None]
    counters = [row for root in roots for row in queries.counters_under(root, today)]
    text = visit_file.blank([row.code for row in counters if row.point in points], today)
    name = f'attachment; filename="luot-giao-dich-{today:%Y-%m-%d}.csv"'
    return HttpResponse(
        text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )


def _keep(request: StaffRequest) -> HttpResponse:
    form = SeenFileForm(request.POST)
    if not form.is_valid():
        raise Invalid("Chưa nhận được nội dung tệp. Xin chọn lại tệp.")
    plan = _plan(request, form.cleaned_data["lines"].encode())
    if plan.digest != form.cleaned_data["plan"]:
        return _show(request, plan, moved=True)
    changed = actions.import_visits(by=plan.seat, lines=plan.lines)
    return done(request, f"Đã ghi {len(changed)} số liệu từ tệp.", "organisation:visits")


def _plan(request: StaffRequest, content: bytes) -> Plan:
    """What the file would change; raises WrongFile."""
    lines = visit_file.read(content)
    changes = visit_changes(lines, today=clock.today())
    return Plan(lines, changes, _seat(request, lines))


def _seat(request: StaffRequest, lines: Sequence[Line]) -> Seat:
    """The seat that allows the first line; every other line must be allowed too."""
    points = points_of_counters({line.counter for line in lines})
    allowed = {
        point for point in set(points.values()) if scope.allows(request, scope.VISITS, point)
    }
    outside = {
        line.number: "Quầy này ngoài phạm vi của anh/chị."
        for line in lines
        if points[line.counter] not in allowed
    }
    if outside:
        raise WrongFile(outside)
    return scope.seat_for(request, scope.VISITS, points[lines[0].counter])


def _ask(
    request: StaffRequest, form: VisitFileForm, refused: WrongFile | None = None
) -> HttpResponse:
    context = {"form": form, "refused": refused, "columns": ",".join(visit_file.COLUMNS)}
    return render(request, "organisation/visit_file.html", context)


def _show(request: StaffRequest, plan: Plan, *, moved: bool = False) -> HttpResponse:
    seen = SeenFileForm(initial={"lines": visit_file.write(plan.lines), "plan": plan.digest})
    context = {"plan": plan, "form": seen, "moved": moved, "shown": plan.corrections[:_SHOWN]}
    return render(request, "organisation/visit_plan.html", context)
