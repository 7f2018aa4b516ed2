"""An official's own sign-ons, her code for the tablets, and her photo on them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import first_seat
from nucuoi.foundation import clock
from nucuoi.kiosk import actions
from nucuoi.kiosk.queries.signing_on import own_sign_ons


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_ons(request: StaffRequest) -> HttpResponse:
    """When and where somebody signed on as her; a POST makes a new code, shown once.

    With `action=remove` it takes her photo off the tablets instead.
    """
    official = request.user.official
    code = ""
    if request.method == "POST" and own_sign_ons(official):
        seat = first_seat(request.user, clock.today())
        if request.POST.get("action") == "remove":
            actions.remove_photo(by=seat, official=official)
            return redirect("kiosk:own_sign_ons")
        code = actions.make_badge_code(by=seat, official=official)
    return render(request, "kiosk/sign_ons.html", {"own": own_sign_ons(official), "code": code})
