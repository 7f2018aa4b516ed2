"""The list of fields and procedures, to look things up in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.organisation.queries.procedures import procedures as find

LONGEST_SEARCH = 120


@require_safe
def procedures(request: StaffRequest) -> HttpResponse:
    """All procedures by field, with a search that forgives missing diacritics."""
    search = request.GET.get("q", "")[:LONGEST_SEARCH]
    groups = find(search)
    total = sum(len(group.procedures) for group in groups)
    context = {"groups": groups, "search": search, "total": total}
    return render(request, "organisation/procedures.html", context)
