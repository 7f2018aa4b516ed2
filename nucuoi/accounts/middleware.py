"""The gate before every view: an address that the matrix does not name is refused."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from nucuoi.accounts import sessions
from nucuoi.accounts.matrix import ROUTES, Open
from nucuoi.accounts.models import User
from nucuoi.accounts.permissions import may_open, must_bring_second_factor, seats_of
from nucuoi.accounts.queries import totp_of
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import Seat
from nucuoi.web.middleware import Errors


class StaffRequest(HttpRequest):
    """A request that came through the gate to an address that is not public."""

    user: User
    for_staff: bool
    """Whether the matrix lets only staff open the address; the request's log line needs it."""
    seats: tuple[Seat, ...]
    """The person's seats today; empty for the public. Read from the database when first asked."""


class Gate:
    """Checks each view against `accounts.matrix` before it runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: StaffRequest) -> HttpResponse:
        request.seats = SimpleLazyObject(  # type: ignore[assignment]  # acts as the tuple
            lambda: seats_of(request.user, clock.today())
        )
        return self.get_response(request)

    def process_view(
        self, request: StaffRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view run; otherwise where to sign in, what to set up, or a refusal."""
        match = request.resolver_match
        route = match.view_name if match else ""
        need = ROUTES.get(route)
        if need is Open.PUBLIC:
            return None
        if need is None:
            return self._refuse(request)
        request.for_staff = True
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if need is not Open.SIGNING_IN and (elsewhere := _second_factor_missing(request)):
            return elsewhere
        return None if may_open(request.seats, route) else self._refuse(request)

    def _refuse(self, request: HttpRequest) -> HttpResponse | None:
        """The 403 page at once: Django hands errors of this step to no other middleware."""
        error = Forbidden("Vai trò của anh/chị không mở được trang này.")
        return Errors(self.get_response).process_exception(request, error)


def _second_factor_missing(request: StaffRequest) -> HttpResponse | None:
    if not must_bring_second_factor(request.seats):
        return None
    totp = totp_of(request.user)
    if totp is None:
        return _redirect(request, reverse("accounts:second_factor"))
    if sessions.brought_second_factor(request, totp):
        return None
    logout(request)
    return _to_sign_in(request)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    sign_in = reverse("account_login")
    if request.method != "GET":
        return _redirect(request, sign_in)
    return _redirect(request, f"{sign_in}?{urlencode({'next': request.get_full_path()})}")


def _redirect(request: HttpRequest, url: str) -> HttpResponse:
    """Takes the whole page there, also when only a part of it was asked for."""
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(reverse("account_login"))
    return HttpResponseRedirect(url)
