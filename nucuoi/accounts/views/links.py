"""Pages behind one-time links: the first administrator, and a new password."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from nucuoi.accounts import actions, queries
from nucuoi.accounts.forms import FirstAdministratorForm, NewPasswordForm
from nucuoi.accounts.models import User
from nucuoi.accounts.rules import Role
from nucuoi.web.form_errors import refusals_on


@never_cache
@sensitive_post_parameters("password", "again")
def setup(request: HttpRequest, secret: str) -> HttpResponse:
    """Makes the first administrator, or the Front's first account, and signs her in."""
    link = queries.open_link(secret, for_person=False)
    form = FirstAdministratorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            user = actions.use_setup_link(
                secret=secret,
                username=form.cleaned_data["username"],
                full_name=form.cleaned_data["full_name"],
                password=form.cleaned_data["password"],
            )
            return _sign_in(request, user)
    return render(
        request, "accounts/setup.html", {"form": form, "front": link.role == Role.SUPERVISOR}
    )


@never_cache
@sensitive_post_parameters("password", "again")
def new_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Sets the password of the link's person and signs her in."""
    link = queries.open_link(secret, for_person=True)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            password = form.cleaned_data["password"]
            user = actions.use_password_link(secret=secret, password=password)
            return _sign_in(request, user)
    return render(request, "accounts/new_password.html", {"form": form, "account": link.user})


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Goes on as after the right password: the code is still asked of those who have one."""
    response: HttpResponse = perform_login(request, user)
    return response
