"""`/du-lieu-mo/`: every released table as files, with its place in the log and how to check it."""

import hashlib
import re
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from nucuoi.documents.comma_file import write_csv
from nucuoi.documents.table import Column, Table
from nucuoi.documents.table import Row as Line
from nucuoi.documents.workbook import write_xlsx
from nucuoi.foundation.errors import NotFound
from nucuoi.ledger import queries as log
from nucuoi.ledger.proving import prove_table
from nucuoi.portal.views.dictionary import MEMBERS
from nucuoi.portal.views.results import CACHED, version
from nucuoi.releases import queries
from nucuoi.releases.queries import Issue
from nucuoi.releases.rules.content import Content, Row

FOR_EVER = "public, max-age=31536000, immutable"
_NAME = re.compile(r"(.{4,7})-([0-9]{1,4})")
_FILES = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True)
class Offered:
    """An issue as the list shows it; `sha256` is that of its JSON file."""

    issue: Issue
    sha256: str


@require_safe
@condition(etag_func=version)
def open_data(request: HttpRequest) -> HttpResponse:
    """All issues by year, the dictionary, the licence, and how to verify."""
    offered = [
        Offered(one, hashlib.sha256(queries.core_of(one)).hexdigest()) for one in queries.issues()
    ]
    years = [
        (year, list(some))
        for year, some in groupby(offered, key=lambda one: one.issue.span.last.year)
    ]
    licence, _, address = settings.OPEN_DATA_LICENCE.rpartition(" ")
    context = {
        "years": years,
        "count": len(offered),
        "members": MEMBERS,
        "licence": licence or address,
        "licence_url": address if licence else "",
        "log": log.log(),
    }
    response = render(request, "portal/open_data.html", context)
    response["Cache-Control"] = CACHED
    return response


@require_safe
def table_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """A table as `bang.json`, the very bytes of its leaf, or made from them as .csv and .xlsx."""
    issue = _issue(name)
    if form == "json":
        return _file(queries.core_of(issue), "application/json", f"ket-qua-{name}.json")
    if form not in _FILES:
        raise NotFound("Không có tệp này. Xin tải từ trang dữ liệu mở.")
    write, kind = _FILES[form]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bang.{form}"
        write(_table(queries.content_of(issue)), path)
        return _file(path.read_bytes(), kind, f"ket-qua-{name}.{form}")


@require_safe
def table_proof(request: HttpRequest, name: str) -> HttpResponse:
    """That the table stands in the log, as C2SP tlog-proof; the newest that can be made."""
    found = prove_table(_issue(name).index)
    if found is None:
        raise NotFound("Bảng này chưa có trong mốc ký nào của sổ. Xin thử lại sau một phút.")
    response = _file(found.file, "text/plain; charset=utf-8", f"ket-qua-{name}.tlog-proof")
    response["Cache-Control"] = CACHED
    return response


def _issue(name: str) -> Issue:
    """The issue of a file's name, such as `2026Q3-0`."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise NotFound("Không có bảng này. Xin chọn trong danh sách dữ liệu mở.")
    return queries.issue(found.group(1), int(found.group(2)))


def _table(content: Content) -> Table:
    """A line a unit; what was not published is empty."""
    columns = [Column("Kỳ", 10), *(Column(one.title, one.width) for one in MEMBERS)]
    return Table(
        f"Kết quả {content.span}", columns, (_line(content.span, row) for row in content.rows)
    )


def _line(span: str, row: Row) -> Line:
    return [span, *(one.cell(row) for one in MEMBERS)]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Under its name a file never changes; anybody's page may read it."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": FOR_EVER,
            "Access-Control-Allow-Origin": "*",
            "ETag": f'"{hashlib.sha256(content).hexdigest()[:20]}"',
        },
    )
