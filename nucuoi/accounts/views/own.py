"""A person's own account: second factor, recovery codes, password."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.internal.flows import view_recovery_codes
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from nucuoi.accounts import actions, sessions
from nucuoi.accounts.forms import ChangePasswordForm, SecondFactorForm
from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import first_seat, must_bring_second_factor
from nucuoi.accounts.queries import totp_of
from nucuoi.foundation import clock
from nucuoi.web.form_errors import refusals_on


@never_cache
@sensitive_post_parameters("code")
def second_factor(request: StaffRequest) -> HttpResponse:
    """Sets up the authenticator: QR code, secret in letters, first code."""
    if totp_of(request.user) is not None:
        return redirect("accounts:me")
    secret = get_totp_secret()
    sent = request.POST if request.method == "POST" else None
    form = SecondFactorForm(sent, user=request.user, secret=secret)
    if form.is_valid():
        with refusals_on(form):
            seat = first_seat(request.user, clock.today())
            totp = actions.set_totp(by=seat, username=request.user.username, secret=secret)
            sessions.keep_second_factor(request, totp)
            clear_totp_secret(request)
            return redirect("accounts:recovery_codes")
    context = {
        "form": form,
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "picture": _qr_code(request, secret),
        "obliged": must_bring_second_factor(request.seats),
    }
    return render(request, "accounts/second_factor.html", context)


@never_cache
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """The ten recovery codes, in clear the first time only; later how many are left."""
    if not sessions.brought_second_factor(request, totp_of(request.user)):
        return redirect("accounts:me")
    codes, in_clear = view_recovery_codes(request)
    unused = codes.get_unused_codes()
    context = {"codes": unused if in_clear else [], "left": len(unused), "next": _home()}
    return render(request, "accounts/recovery_codes.html", context)


@never_cache
@sensitive_post_parameters("old", "password", "again")
def me(request: StaffRequest) -> HttpResponse:
    """The person's own account, with a form for a new password."""
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            actions.change_password(
                by=first_seat(request.user, clock.today()),
                user=request.user,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["password"],
            )
            update_session_auth_hash(request, request.user)
            return redirect(f"{request.path}?da-doi=1")
    context = {
        "form": form,
        "changed": "da-doi" in request.GET,
        "secured": totp_of(request.user) is not None,
        "second_factor": reverse("accounts:second_factor"),
        "recovery_codes": reverse("accounts:recovery_codes"),
    }
    return render(request, "accounts/me.html", context)


def _home() -> str:
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _qr_code(request: StaffRequest, secret: str) -> SafeString:
    adapter = get_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return SafeString(drawing)  # segno draws squares from our own text
