"""Liên kết: what a person has made, a new one, one with its results, its QR codes, its end."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.matrix import Reach
from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import reach
from nucuoi.accounts.queries import full_names
from nucuoi.documents import code_sets, qr
from nucuoi.documents.code_sets import PrintedCode
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import CounterRow, UnitRow, tree
from nucuoi.ratings import actions
from nucuoi.ratings.forms.links import EndLinkForm, NamedLinkForm
from nucuoi.ratings.queries import links
from nucuoi.ratings.queries.links import LinkRow, Results
from nucuoi.ratings.rules.links import Standing, link_path
from nucuoi.ratings.views.staff import Act, act_page, done, seat_of
from nucuoi.web.charts.levels import FiveLevels
from nucuoi.web.components import Link
from nucuoi.web.form_errors import refusals_on
from nucuoi.web.pdf import pdf_file

CHANGE = "ratings.named_link.change"
MOST_CODES = 60
"""A link to more counters has one QR code a service point instead of one a counter."""
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def named_links(request: StaffRequest) -> HttpResponse:
    """The links a person may see: her own, or all for who administers them."""
    rows = links.named_links(clock.today(), _makers(request))
    context = {
        "rows": [(row, links.results(row).total, place_name(row)) for row in rows],
        "open": sum(row.standing is Standing.OPEN for row in rows),
        "names": full_names(row.made_by for row in rows),
    }
    return render(request, "ratings/links/list.html", context)


@_FORM
def new_named_link(request: StaffRequest) -> HttpResponse:
    """Makes a link."""
    units = _units()
    form = NamedLinkForm(request.POST or None, units=units)
    if form.is_valid():
        with refusals_on(form):
            code = actions.make_named_link(by=seat_of(request, CHANGE), **form.cleaned_data)
            return done(request, "Đã lập liên kết.", _url(code))
    context = {"form": form, "units": units, "crumbs": _crumbs()}
    return render(request, "ratings/links/new.html", context, status=422 if form.errors else 200)


@require_safe
def own_named_link(request: StaffRequest, code: str) -> HttpResponse:
    """A link with its address, its counters and what came by it."""
    link, today = _own(request, code), clock.today()
    results = links.results(link)
    counters = links.counters_of(link, today)
    address = f"{settings.BASE_URL}{link_path(link.code)}"
    context = {
        "link": link,
        "names": full_names([link.made_by]),
        "place": place_name(link),
        "address": address,
        "qr": _picture(address),
        "counters": len(counters),
        "results": results,
        "chart": _chart(link, results),
        "crumbs": _crumbs(),
    }
    return render(request, "ratings/links/link.html", context)


@require_safe
def named_link_codes(request: StaffRequest, code: str) -> HttpResponse:
    """The QR codes of a link, of it and of each counter or place: shown; `?tep=pdf`, as a PDF."""
    link = _own(request, code)
    counters = links.counters_of(link, clock.today())
    codes = [_printed(link, link.title, place_name(link), {}), *_set(link, counters)]
    if request.GET.get("tep") == "pdf":
        days = f"{link.opens_on:%d/%m/%Y} – {link.last_day:%d/%m/%Y}"
        return pdf_file(code_sets.pdf(codes, f"{link.title} · dùng {days}"), f"ma-qr-{link.code}")
    context = {
        "link": link,
        "codes": [(one, _picture(one.link)) for one in codes],
        "crumbs": [*_crumbs(), Link(link.title, _url(link.code))],
    }
    return render(request, "ratings/links/codes.html", context)


@_FORM
def end_named_link(request: StaffRequest, code: str) -> HttpResponse:
    """Ends a link before its last day."""
    link = _own(request, code)
    form = EndLinkForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            actions.end_named_link(by=seat_of(request, CHANGE), code=link.code, **form.cleaned_data)
            return done(request, "Đã đóng liên kết.", _url(link.code))
    act = Act(
        heading=f"Đóng liên kết “{link.title}”",
        button="Đóng liên kết này",
        back=_url(link.code),
        about="Không mở lại được. Các lượt đã đánh giá vẫn được tính.",
        crumbs=[*_crumbs(), Link(link.title, _url(link.code))],
        grave=True,
    )
    return act_page(request, act, form)


def place_name(link: LinkRow) -> str:
    """Where the link leads, in words."""
    if link.counter:
        return f"Quầy {link.counter}"
    try:
        return organisation.unit(link.unit, link.opens_on).name
    except (Gone, NotFound):
        return link.unit


def _makers(request: StaffRequest) -> set[str] | None:
    """By whom the links are that she may see; None = by anybody."""
    held = reach(request.seats, CHANGE)
    everywhere = any(how is Reach.EVERYWHERE for _, how in held)
    return None if everywhere else {seat.username for seat, _ in held}


def _own(request: StaffRequest, code: str) -> LinkRow:
    """The link, if she may see it; somebody else's is as unknown as none."""
    link, makers = links.named_link(code, clock.today()), _makers(request)
    if makers is not None and link.made_by not in makers:
        raise NotFound("Không có liên kết này. Xin kiểm tra lại địa chỉ.")
    return link


def _units() -> dict[str, UnitRow]:
    """Today's units by the label that stands in the list: name, and whose it is."""
    units = tree(clock.today())
    return {
        f"{row.name} ({units.unit(row.parent).name})" if row.parent else row.name: row
        for row in units.rows
        if row.participates
    }


def _set(link: LinkRow, counters: list[CounterRow]) -> list[PrintedCode]:
    if len(counters) == 1:
        return []
    points = {row.point: organisation.unit(row.point, clock.today()).name for row in counters}
    if len(counters) > MOST_CODES:
        return [_printed(link, name, "", {"noi": point}) for point, name in points.items()]
    return [
        _printed(link, f"Quầy {row.number} · {row.name}", points[row.point], {"quay": row.code})
        for row in counters
    ]


def _printed(link: LinkRow, title: str, about: str, query: dict[str, str]) -> PrintedCode:
    address = f"{settings.BASE_URL}{link_path(link.code)}"
    whole = f"{address}?{urlencode(query)}" if query else address
    return PrintedCode(title, about, address.partition("://")[2], whole)


def _picture(address: str) -> SafeString:
    return mark_safe(qr.inline(address))  # noqa: S308  # made by the QR library from our own address


def _chart(link: LinkRow, results: Results) -> FiveLevels | None:
    return FiveLevels(results.levels, f"Đánh giá qua “{link.title}”") if results.levels else None


def _crumbs() -> list[Link]:
    return [Link("Liên kết", reverse("ratings:named_links"))]


def _url(code: str) -> str:
    return reverse("ratings:own_named_link", args=[code])
