"""`/kiem-chung/`: checking a proof file in the browser, and the program that does it elsewhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucuoi.ledger import queries
from nucuoi.oversight.queries import policy


@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """The page; all checking happens on the visitor's device, nothing is sent."""
    context = {"log": queries.log(), "policy": policy(settings.BASE_URL)}
    return render(request, "portal/verification.html", context)
