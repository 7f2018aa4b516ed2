"""`/phan-anh/so-lieu/<unit>/`: how long people wait for an answer, and where it is overdue."""

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.cases.views.figures_page import SPANS, USUAL, FiguresPage, figures_page
from nucuoi.documents.comma_file import write_csv
from nucuoi.documents.workbook import write_xlsx
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid, NotFound
from nucuoi.organisation import permissions
from nucuoi.organisation import queries as organisation

READ = "cases.figures.read"
_FILES = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def figures(request: StaffRequest, unit: str) -> HttpResponse:
    """The page of a unit and all below it."""
    page = _page(request, unit)
    context = {"page": page, "print_head": page.print_head}
    return render(request, "cases/figures.html", context)


@require_safe
def figures_file(request: StaffRequest, unit: str, form: str) -> HttpResponse:
    """The table of the page as `tep.csv` or `tep.xlsx`."""
    page = _page(request, unit)
    if form not in _FILES:
        raise NotFound("Không có tệp này. Xin tải từ trang số liệu phản ánh của đơn vị.")
    write, kind = _FILES[form]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"tep.{form}"
        write(page.table, path)
        content = path.read_bytes()
    name = f"phan-anh-{unit}-{clock.today():%Y%m%d}.{form}"
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _page(request: StaffRequest, unit: str) -> FiguresPage:
    today = clock.today()
    tree = organisation.tree(today)
    tree.unit(unit)
    permissions.check_may(request.seats, READ, unit, today)
    readable = [
        row for row in tree.ancestors(unit) if permissions.may(request.seats, READ, row.unit, today)
    ]
    span = _span(request.GET.get("thang", ""))
    return figures_page(tree, unit, span, clock.now(), request.user.full_name, readable)


def _span(text: str) -> int:
    known = {str(months): months for months in SPANS}
    if text and text not in known:
        sentence = "Xin chọn 1, 3 hoặc 12 tháng."
        raise Invalid(sentence, fields={"thang": sentence})
    return known.get(text, USUAL)
