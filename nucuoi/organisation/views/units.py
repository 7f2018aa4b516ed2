"""The set-up of a unit on one page, and the way to it."""

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.names import fold
from nucuoi.organisation import queries
from nucuoi.organisation.queries.desks import Desk, desks_of
from nucuoi.organisation.queries.officials import OfficialRow, officials_under
from nucuoi.organisation.queries.points import PointRow, points_of
from nucuoi.organisation.rules.tree import UnitRow
from nucuoi.organisation.rules.words import Level
from nucuoi.organisation.views import scope
from nucuoi.web.components import ToDo

ON_A_PAGE = 50
_FEW = 8
_TERRITORIAL = {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}
_SECTIONS = (
    ("Huyện, thị xã, thành phố", {Level.DISTRICT}),
    ("Xã, phường, thị trấn", {Level.COMMUNE}),
    ("Cơ quan", set(Level) - _TERRITORIAL - {Level.SERVICE_POINT}),
)


@dataclass(frozen=True, slots=True)
class PointDesks:
    """A service point with its counters."""

    point: PointRow
    desks: list[Desk]


@require_safe
def units(request: StaffRequest) -> HttpResponse:
    """All units a person may set up, with a search; her own page at once when it is only one."""
    found = scope.reached(request, scope.READ, clock.today())
    bodies = [row for row in found if row.level != Level.SERVICE_POINT]
    if len(bodies) == 1:
        return redirect("organisation:unit", bodies[0].unit)
    search = request.GET.get("q", "")[:120]
    words = fold(search).split()
    rows = [row for row in bodies if all(word in fold(row.name) for word in words)]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "search": search, "total": len(rows), "nothing": not bodies}
    return render(request, "organisation/units.html", context)


@require_safe
def unit(request: StaffRequest, unit: str) -> HttpResponse:
    """Service points, counters and officials of a unit, and what to do first."""
    today = clock.today()
    row = queries.unit(unit, today)
    scope.seat_for(request, scope.READ, unit)
    if row.level == Level.SERVICE_POINT:
        return redirect("organisation:point", unit)
    points = [PointDesks(point, desks_of(point.unit, today)) for point in points_of(unit, today)]
    officials = officials_under(unit, today)
    context = {
        "unit": row,
        "crumbs": scope.crumbs(request, unit, also=False),
        "territorial": row.level in _TERRITORIAL,
        "points": points,
        "officials": officials[:_FEW],
        "official_count": len(officials),
        "below": _below(row, today),
        "todo": _first_steps(request, row, points, officials),
        "may_change_points": scope.allows(request, scope.POINT, unit),
        "may_change_counters": scope.allows(request, scope.COUNTER, unit),
        "may_change_officials": scope.allows(request, scope.OFFICIAL, unit),
    }
    return render(request, "organisation/unit.html", context)


def _below(row: UnitRow, today: date) -> list[tuple[str, list[tuple[UnitRow, int]]]]:
    """Units directly below by section, each with how many counters there are in it."""
    children = queries.children(row.unit, today)
    counts = _counter_counts(row.unit, today)
    sections = []
    for label, levels in _SECTIONS:
        rows = [(child, counts[child.unit]) for child in children if child.level in levels]
        if rows:
            sections.append((label, rows))
    return sections


def _counter_counts(unit: str, today: date) -> Tally[str]:
    """How many counters each unit between this one and its counters has."""
    tree = queries.tree(today)
    counts: Tally[str] = Tally()
    for point, number in Tally(row.point for row in queries.counters_under(unit, today)).items():
        for above in tree.ancestors(point):
            counts[above.unit] += number
    return counts


def _first_steps(
    request: StaffRequest, row: UnitRow, points: list[PointDesks], officials: list[OfficialRow]
) -> list[ToDo]:
    """What a newcomer does first, in this order; nothing once a unit is set up."""
    steps = []
    desks = [desk for place in points for desk in place.desks]
    needs_point = row.level in _TERRITORIAL and not points
    if needs_point and scope.allows(request, scope.POINT, row.unit):
        url = reverse("organisation:new_point", args=[row.unit])
        about = "Mỗi quầy đứng tại một nơi tiếp dân."
        steps.append(ToDo("Mở nơi tiếp dân", url, "map-pin", about))
    if not scope.allows(request, scope.COUNTER, row.unit):
        return steps
    if points and not desks:
        url = reverse("organisation:new_counter", args=[points[0].point.unit])
        about = "Quầy có ngay mã QR và địa chỉ để người dân đánh giá."
        steps.append(ToDo("Mở quầy đầu tiên", url, "qrcode", about))
    if desks and not officials:
        url = reverse("organisation:new_official", args=[row.unit])
        about = "Để biết lượt đánh giá thuộc về ai. Chưa ghi thì đánh giá tính cho quầy."
        steps.append(ToDo("Ghi cán bộ làm việc tại quầy", url, "users", about))
    empty = [desk for desk in desks if desk.holder is None]
    if officials and empty:
        url = reverse("organisation:holder", args=[empty[0].code])
        about = f"{len(empty)} quầy chưa có người trực thường xuyên."
        steps.append(ToDo(f"Giao người trực quầy {empty[0].number}", url, "user-check", about))
    return steps
