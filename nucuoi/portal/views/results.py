"""`/ket-qua/`: released results of the province, and of each unit, for everybody."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from nucuoi import __version__
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.ledger import queries as log
from nucuoi.organisation import queries as organisation
from nucuoi.portal.views.results_page import Past, ResultsPage, whole
from nucuoi.releases import queries
from nucuoi.releases.queries import Issue
from nucuoi.releases.rules.spans import QUARTER
from nucuoi.scores.queries import Lineage, lineage
from nucuoi.web.components import Link

LONGEST_SEARCH = 60
CACHED = "public, max-age=300"


def version(request: HttpRequest, *_names: object, **_more: object) -> str:
    """What a page of results depends on beside its address."""
    witnessed = log.last_witnessed()
    seen = witnessed.size if witnessed else 0
    words = (__version__, queries.state(), seen, clock.today(), settings.OPEN_DATA_LICENCE)
    return f'"{hash_of("|".join(map(str, words)))}"'


def hash_of(text: str) -> str:
    """A short word for an ETag."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


@require_safe
@condition(etag_func=version)
def results(request: HttpRequest) -> HttpResponse:
    """The whole province in the newest quarter, or in `?ky=`; `?tim=` finds places by name."""
    issues = queries.newest()
    if not issues:
        return _cached(render(request, "portal/results_none.html"))
    issue = _chosen(request, issues)
    content = queries.content_of(issue)
    (root, *_) = content.below[""]
    return _page(request, issue, root.unit, issues)


@require_safe
@condition(etag_func=version)
def unit_results(request: HttpRequest, unit: str) -> HttpResponse:
    """One unit; where it is not in the table of the span, what became of it or what it was.

    Raises:
        NotFound: If there never was such a unit, or the span is not released.
    """
    issues = queries.newest()
    if not issues:
        raise NotFound("Chưa có kết quả nào được công bố.")
    issue = _chosen(request, issues)
    if unit not in queries.content_of(issue).by_unit:
        return _elsewhere(request, unit, issue, issues)
    return _page(request, issue, unit, issues)


def _chosen(request: HttpRequest, issues: list[Issue]) -> Issue:
    """The span of `?ky=`; unasked the newest quarter, or whatever there is."""
    asked = request.GET.get("ky", "")
    if not asked:
        return next((one for one in issues if one.span.kind == QUARTER), issues[0])
    for one in issues:
        if one.span.name == asked:
            return one
    raise NotFound("Kỳ này chưa được công bố. Xin chọn một kỳ trong danh sách.")


def _page(request: HttpRequest, issue: Issue, unit: str, issues: list[Issue]) -> HttpResponse:
    content = queries.content_of(issue)
    page = ResultsPage(
        issue=issue,
        content=content,
        row=content.by_unit[unit],
        issues=issues,
        past=_past(unit, issue, issues),
        asked=request.GET.get("tim", "").strip()[:LONGEST_SEARCH],
    )
    context = {
        "page": page,
        "signed": log.covering(issue.index),
        "came_from": _came_from(unit, page),
    }
    return _cached(render(request, "portal/results.html", context))


def _past(unit: str, issue: Issue, issues: list[Issue]) -> list[Past]:
    found = []
    for one in issues:
        if one.span.kind == issue.span.kind:
            content = queries.content_of(one)
            if unit in content.by_unit:
                found.append(Past(one, content.by_unit[unit], whole(content)))
    return found


def _came_from(unit: str, page: ResultsPage) -> list[Link]:
    """What the unit came from, where it begins within the spans shown; each in a span of its time."""
    oldest = page.past[-1].issue.span
    before = oldest.first - timedelta(days=1)
    if unit in organisation.tree(before):
        return []
    known = lineage(unit, before)
    return [] if known.has_ended else _relatives(known, oldest.kind, page.issues)


def _elsewhere(request: HttpRequest, unit: str, issue: Issue, issues: list[Issue]) -> HttpResponse:
    """Where the unit is not in the table: it had ended, had not begun, or nobody rated there."""
    known = None
    if unit not in organisation.tree(issue.span.last):
        known = lineage(unit, issue.span.last)
    own = next((one for one in issues if unit in queries.content_of(one).by_unit), None)
    context = {
        "known": known,
        "name": known.name if known else organisation.unit(unit, issue.span.last).name,
        "issue": issue,
        "own": _link(unit, own.span.words, own) if own else None,
        "relatives": _relatives(known, issue.span.kind, issues) if known else [],
    }
    return _cached(render(request, "portal/results_elsewhere.html", context))


def _relatives(known: Lineage, kind: str, issues: Sequence[Issue]) -> list[Link]:
    """The units on the other side of a change, each in the newest span that has it."""
    links = []
    for relative in known.relatives:
        there = [one for one in issues if relative.unit in queries.content_of(one).by_unit]
        of_kind = [one for one in there if one.span.kind == kind] or there
        links.append(_link(relative.unit, relative.name, of_kind[0] if of_kind else None))
    return links


def _link(unit: str, label: str, issue: Issue | None) -> Link:
    if issue is None:
        return Link(label, "")
    return Link(label, f"{reverse('portal:unit_results', args=[unit])}?ky={issue.span.name}")


def _cached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = CACHED
    return response
