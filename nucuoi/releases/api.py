"""`GET /api/v1/units/<unit>/results`: released figures of a unit, under the tree of their time or carried over."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition
from ninja import Path, Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import BeforeValidator, Field, WithJsonSchema

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.organisation import queries as organisation
from nucuoi.releases import queries
from nucuoi.releases.queries import Issue
from nucuoi.releases.rules.content import Row
from nucuoi.scores.queries import lineage
from nucuoi.web.api_types import Day

router = Router(tags=["results"])
CACHED = "public, max-age=300"
_ASKED = frozenset({"from", "to", "as_of", "carry"})
_PROBLEMS = {
    404: {"description": "Không có đơn vị này"},
    422: {"description": "Tham số không đúng; mỗi tham số một câu"},
}


def _yes(value: object) -> bool:
    words = {"0": False, "1": True, "false": False, "true": True}
    if str(value).lower() not in words:
        raise ValueError("Chỉ nhận 1 hoặc 0.")
    return words[str(value).lower()]


Yes = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"type": "boolean"})]


class ResultOut(Schema):
    """A unit in the newest issue of a closed span; null = not published. Shares in whole per cents."""

    span: Annotated[str, Field(description="2026-10, 2026Q3 hoặc 2026")]
    kind: str
    first: date
    last: date
    revision: int
    issued: date
    leaf: Annotated[int, Field(description="Dòng của bảng trong sổ công khai")]
    unit: str
    name: str
    carried: Annotated[bool, Field(description="Là đơn vị cũ đã nhập trọn vào đơn vị được hỏi")]
    n: Annotated[int | None, Field(description="Lượt có mã mời hoặc tại ki-ốt, bội số của 5")]
    open: int | None
    paper: int | None
    excluded: int | None
    late: int | None
    hidden: list[str]
    visits: int | None
    coverage: int | None
    share: int | None
    low: int | None
    high: int | None
    band: str | None
    levels: list[int] | None
    why: str | None


class ResultsOut(Schema):
    """Released figures, the newest span first."""

    unit: str
    name: str
    as_of: date
    licence: str
    results: list[ResultOut]


def _version(request: HttpRequest, **_asked: object) -> str:
    return f'"{queries.state()}-{clock.today():%Y%m%d}"'


@router.get(
    "/units/{unit}/results",
    response=ResultsOut,
    url_name="results",
    summary="Kết quả đã công bố của một đơn vị",
    openapi_extra={"responses": _PROBLEMS},
)
@decorate_view(condition(etag_func=_version))
def results(
    request: HttpRequest,
    response: HttpResponse,
    unit: Annotated[str, Path(description="Mã riêng của đơn vị", max_length=40)],
    first: Annotated[Day | None, Query(alias="from", description="Kỳ bắt đầu từ ngày này")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Kỳ kết thúc đến ngày này")] = None,
    as_of: Annotated[Day | None, Query(description="Cây đơn vị của ngày, mặc định hôm nay")] = None,
    carry: Annotated[Yes | None, Query(description="1: kèm các đơn vị cũ đã nhập vào")] = None,
) -> ResultsOut:
    """Figures of closed spans that lie between two days, each in its newest revision.

    Without `carry` a unit has figures under the tree of its own time only. With `carry=1` those of
    units that have wholly passed into it by `as_of` stand beside, each under its own name: rounded
    figures are not added up.

    Raises:
        NotFound: If there never was such a unit.
        Invalid: Naming what was asked wrongly.
    """
    _check(request, first, last)
    day = as_of or clock.today()
    response["Cache-Control"] = CACHED
    return ResultsOut(
        unit=unit,
        name=_name(unit, day),
        as_of=day,
        licence=settings.OPEN_DATA_LICENCE,
        results=[
            _out(issue, row, unit)
            for issue, row in _found(unit, first, last, day, carry=bool(carry))
        ],
    )


def _check(request: HttpRequest, first: date | None, last: date | None) -> None:
    unknown = {name: "Không có tham số này." for name in request.GET if name not in _ASKED}
    if unknown:
        raise Invalid("Có tham số không đúng.", fields=unknown)
    if first and last and last < first:
        sentence = "Ngày cuối phải từ ngày đầu trở đi."
        raise Invalid(sentence, fields={"to": sentence})


def _name(unit: str, on: date) -> str:
    tree = organisation.tree(on)
    return tree.unit(unit).name if unit in tree else lineage(unit, on).name


def _found(
    unit: str, first: date | None, last: date | None, as_of: date, *, carry: bool
) -> Iterator[tuple[Issue, Row]]:
    for issue in queries.newest():
        if (first and issue.span.first < first) or (last and issue.span.last > last):
            continue
        rows = queries.content_of(issue).by_unit
        wanted = _passed_into(unit, rows.keys(), as_of) if carry else [unit]
        yield from ((issue, rows[one]) for one in wanted if one in rows)


def _passed_into(unit: str, units: Any, as_of: date) -> list[str]:
    """The unit itself first, then those that have wholly passed into it."""
    heirs = organisation.carried_over(units, as_of)
    return [unit, *sorted(one for one, now in heirs.items() if now == [unit] and one != unit)]


def _out(issue: Issue, row: Row, asked: str) -> ResultOut:
    return ResultOut(
        span=issue.span.name,
        kind=issue.span.kind,
        first=issue.span.first,
        last=issue.span.last,
        revision=issue.revision,
        issued=clock.local(issue.issued_at).date(),
        leaf=issue.index,
        unit=row.unit,
        name=row.name,
        carried=row.unit != asked,
        n=row.n,
        open=row.open,
        paper=row.paper,
        excluded=row.excluded,
        late=row.late,
        hidden=row.hidden,
        visits=row.visits,
        coverage=row.coverage,
        share=row.share,
        low=row.low,
        high=row.high,
        band=row.band or None,
        levels=row.levels or None,
        why=row.why or None,
    )
