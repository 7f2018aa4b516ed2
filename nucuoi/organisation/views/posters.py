"""Posters of a counter, a service point or a whole unit, as one PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.documents import posters
from nucuoi.documents.posters import Poster, Size
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from nucuoi.organisation import queries
from nucuoi.organisation.queries.desks import Desk, State, desk
from nucuoi.organisation.queries.points import PointRow
from nucuoi.organisation.queries.points import point as point_row
from nucuoi.organisation.rules.poster import poster
from nucuoi.organisation.views import scope
from nucuoi.web.components import Link
from nucuoi.web.pdf import pdf_file

MOST_AT_ONCE = 400
_SIZES: dict[str, Size] = {"a4": "a4", "a5": "a5"}


@dataclass(frozen=True, slots=True)
class Wall:
    """What posters are printed for.

    Attributes:
        name: Of the counter, service point or unit.
        file: Name of the PDF, without its end.
        posters: One for each counter.
        crumbs: The way to it down the tree.
    """

    name: str
    file: str
    posters: Sequence[Poster]
    crumbs: Sequence[Link]


@require_safe
def counter_poster(request: StaffRequest, code: str) -> HttpResponse:
    """The poster of one counter, also of one that opens later."""
    today = clock.today()
    row = desk(code, today)
    scope.seat_for(request, scope.READ, row.point)
    if row.state is State.CLOSED:
        raise Conflict("Quầy này đã ngừng nên không in biển nữa.")
    made = _poster_of_desk(row, point_row(row.point, max(today, row.valid_from)))
    crumbs = [
        *scope.crumbs(request, row.point),
        Link(f"Quầy {row.number}", reverse("organisation:counter", args=[code])),
    ]
    return _answer(request, Wall(made.counter, f"quay-{code}", [made], crumbs))


@require_safe
def point_posters(request: StaffRequest, point: str) -> HttpResponse:
    """The posters of all open counters of a service point."""
    scope.seat_for(request, scope.READ, point)
    name = point_row(point, clock.today()).name
    return _answer(request, Wall(name, point, _below(point), scope.crumbs(request, point)))


@require_safe
def unit_posters(request: StaffRequest, unit: str) -> HttpResponse:
    """The posters of all open counters of a unit and the units below it."""
    scope.seat_for(request, scope.READ, unit)
    name = queries.unit(unit, clock.today()).name
    return _answer(request, Wall(name, unit, _below(unit), scope.crumbs(request, unit)))


def _answer(request: StaffRequest, wall: Wall) -> HttpResponse:
    """The PDF when a size was chosen, else the page that asks for it."""
    if len(wall.posters) > MOST_AT_ONCE:
        raise Conflict(f"Mỗi lần in tối đa {MOST_AT_ONCE} biển. Xin chọn đơn vị nhỏ hơn.")
    size = _SIZES.get(request.GET.get("kho", ""))
    if size is None or not wall.posters:
        return render(request, "organisation/posters.html", {"wall": wall, "crumbs": wall.crumbs})
    return pdf_file(posters.pdf(wall.posters, size), f"bien-{wall.file}-{size}")


def _below(unit: str) -> list[Poster]:
    today = clock.today()
    rows = queries.counters_under(unit, today)
    points = {point: point_row(point, today) for point in {row.point for row in rows}}
    return [
        _poster(points[row.point], row.number, row.fields or row.name, row.code) for row in rows
    ]


def _poster_of_desk(row: Desk, point: PointRow) -> Poster:
    fields = ", ".join(field.name for field in row.fields)
    return _poster(point, row.number, fields or row.name, row.code)


def _poster(point: PointRow, number: int, about: str, code: str) -> Poster:
    return poster(
        base_url=settings.BASE_URL,
        point=point.name,
        place=point.place,
        number=number,
        about=about,
        code=code,
        message_to=settings.SMS_NUMBER,
    )
