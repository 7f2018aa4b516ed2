"""`/so-lieu/<unit>/`: units among their peers for those above, people for the head of their unit."""

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.documents.comma_file import write_csv
from nucuoi.documents.workbook import write_xlsx
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.organisation import queries as organisation
from nucuoi.scores import queries
from nucuoi.scores.permissions import may_see_people
from nucuoi.scores.views import asked, choice
from nucuoi.scores.views.choice import Choice, Times
from nucuoi.scores.views.opened import Opened
from nucuoi.scores.views.past import Past, past_of
from nucuoi.scores.views.people_page import PeoplePage, people_page
from nucuoi.scores.views.units_page import UnitsPage, units_page
from nucuoi.web.components import Link

READ = "scores.units.read"
_FILES = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def unit_figures(request: StaffRequest, unit: str) -> HttpResponse:
    """The page of a unit: its communes (or districts) in the funnel, or its people.

    Unasked the newest figures, of a unit that has ended its last ones.
    """
    today, there = clock.today(), choice.times()
    chosen = choice.read(request.GET, unit, there, today)
    if unit not in organisation.tree(chosen.window.last):
        return _elsewhere(request, unit, chosen, there, today)
    page = _page(request, unit, chosen, there, today)
    template = "scores/units.html" if isinstance(page, UnitsPage) else "scores/people.html"
    return render(request, template, {"page": page, "print_head": page.print_head})


@require_safe
def unit_file(request: StaffRequest, unit: str, form: str) -> HttpResponse:
    """The table of the page as `tep.csv` or `tep.xlsx`; people's figures leave no page."""
    today, there = clock.today(), choice.times()
    chosen = choice.read(request.GET, unit, there, today)
    page = _page(request, unit, chosen, there, today)
    if form not in _FILES or not isinstance(page, UnitsPage):
        raise NotFound("Không có tệp này. Xin tải từ trang số liệu của đơn vị.")
    write, kind = _FILES[form]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"tep.{form}"
        write(page.table, path)
        content = path.read_bytes()
    name = f"so-lieu-{unit}-{chosen.window.last:%Y%m%d}.{form}"
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _page(
    request: StaffRequest, unit: str, chosen: Choice, there: Times, today: date
) -> UnitsPage | PeoplePage:
    tree = organisation.tree(chosen.window.last)
    row = tree.unit(unit)
    asked.seat_for(request, READ, unit, chosen.window.last, today)
    opened = Opened(
        unit=row,
        choice=chosen,
        tree=tree,
        there=there,
        today=today,
        reader=request.user.full_name,
        above=[
            one
            for one in tree.ancestors(unit)
            if asked.may_read(request, READ, one.unit, chosen.window.last, today)
        ],
        past=_past(request, unit, there, today),
    )
    if {one.level for one in tree.subtree(unit) if one.unit != unit} & set(choice.LEVELS):
        return units_page(opened)
    return people_page(opened, seen=may_see_people(request.seats, unit, tree))


def _past(request: StaffRequest, unit: str, there: Times, today: date) -> Past:
    def readable(units: Iterable[str]) -> set[str]:
        return asked.read_today(request, READ, units, today)

    return past_of(unit, there, today, readable)


def _elsewhere(
    request: StaffRequest, unit: str, chosen: Choice, there: Times, today: date
) -> HttpResponse:
    """A kind page for a unit that is not in the tree of the span: what it became, or came from."""
    known = queries.lineage(unit, chosen.window.last)
    asked.seat_for(request, READ, unit, chosen.window.last, today)
    own = choice.newest(unit, there)
    context = {
        "known": known,
        "window": chosen.window,
        "past": _past(request, unit, there, today),
        "own": Link(own.name, choice.address(unit, own)) if own else None,
    }
    status = 410 if known.has_ended else 404
    return render(request, "scores/figures_elsewhere.html", context, status=status)
