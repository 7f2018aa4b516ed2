"""`/so-lieu/<unit>/`: units among their peers for those above, people for the head of their unit."""

import tempfile
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
from nucuoi.organisation.queries import Tree
from nucuoi.scores import queries
from nucuoi.scores.permissions import may_see_people
from nucuoi.scores.views import asked, choice
from nucuoi.scores.views.choice import Choice
from nucuoi.scores.views.people_page import PeoplePage, people_page
from nucuoi.scores.views.units_page import UnitsPage, units_page

READ = "scores.units.read"
_FILES = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def unit_figures(request: StaffRequest, unit: str) -> HttpResponse:
    """The page of a unit: its communes (or districts) in the funnel, or its people."""
    today = clock.today()
    chosen = choice.read(request.GET, queries.windows(), today)
    tree = organisation.tree(chosen.window.last)
    tree.unit(unit)
    asked.seat_for(request, READ, unit, chosen.window.last, today)
    page = _page(request, unit, chosen, tree, today)
    template = "scores/units.html" if isinstance(page, UnitsPage) else "scores/people.html"
    return render(request, template, {"page": page, "print_head": page.print_head})


@require_safe
def unit_file(request: StaffRequest, unit: str, form: str) -> HttpResponse:
    """The table of the page as `tep.csv` or `tep.xlsx`; people's figures leave no page."""
    today = clock.today()
    chosen = choice.read(request.GET, queries.windows(), today)
    tree = organisation.tree(chosen.window.last)
    tree.unit(unit)
    asked.seat_for(request, READ, unit, chosen.window.last, today)
    page = _page(request, unit, chosen, tree, today)
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
    request: StaffRequest, unit: str, chosen: Choice, tree: Tree, today: date
) -> UnitsPage | PeoplePage:
    levels = {row.level for row in tree.subtree(unit) if row.unit != unit}
    above = [
        row
        for row in tree.ancestors(unit)
        if asked.may_read(request, READ, row.unit, chosen.window.last, today)
    ]
    reader = request.user.full_name
    if levels & set(choice.LEVELS):
        return units_page(tree, unit, chosen, today, reader, above)
    seen = may_see_people(request.seats, unit, tree)
    return people_page(tree, unit, chosen, today, reader, above, seen=seen)
