"""The public front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nucuoi.portal.forms import CounterForm
from nucuoi.web.components import FACES


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """`/`: what this is, and the way to rate; `?quay=<code>` leads to that counter's page."""
    asked = "quay" in request.GET
    form = CounterForm(request.GET) if asked else CounterForm()
    if asked and form.is_valid():
        return redirect(f"/q/{form.cleaned_data['quay']}")
    context = {"form": form, "faces": sorted(FACES)}
    return render(request, "portal/front.html", context, status=422 if asked else 200)
