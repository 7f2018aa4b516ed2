"""Signing in with password and code, and signing out."""

from allauth.account.internal.flows.logout import logout
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nucuoi.accounts.forms import CodeForm
from nucuoi.accounts.models import User
from nucuoi.accounts.permissions import first_seat
from nucuoi.audit.actions import record
from nucuoi.foundation import clock


class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """User name and password."""

    template_name = "accounts/sign_in.html"


class SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """The code, when the person has an authenticator."""

    template_name = "accounts/code.html"

    def _build_forms(self) -> CodeForm | None:
        """The one form we have; allauth would also look for security keys."""
        sent = self.request.POST if self.request.method == "POST" else None
        self.auth_form = CodeForm(data=sent, user=self.stage.login.user)
        self.webauthn_form = None
        return None if sent is None else self.auth_form


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, or a sign-in begun and not finished."""
    if isinstance(request.user, User):
        seat = first_seat(request.user, clock.today())
        record(by=seat, action="accounts.user.signed_out")
    logout(request, show_message=False)
    return redirect("account_login")
