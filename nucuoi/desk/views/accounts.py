"""Administration of accounts: the list, a new account, and one account with its roles."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nucuoi.accounts import actions, queries
from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import reach
from nucuoi.accounts.rules import Role, title
from nucuoi.desk.actions import open_account
from nucuoi.desk.forms import GrantForm, NewAccountForm, PersonForm
from nucuoi.desk.queries import unit_name
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.queries import tree
from nucuoi.web.form_errors import refusals_on

ON_A_PAGE = 50
_NEW_LINK = "new_link"
_SAID = "said"


def accounts(request: StaffRequest) -> HttpResponse:
    """Everybody who may sign in, sorted by given name."""
    search, role = request.GET.get("q", "")[:120], request.GET.get("vai-tro", "")
    pages = Paginator(queries.people(search, role), ON_A_PAGE)
    page = pages.get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(row, _roles_in_words(row)) for row in page],
        "search": search,
        "role": role,
        "roles": Role.choices,
        "total": pages.count,
    }
    return render(request, "desk/accounts.html", context)


@never_cache
def new_account(request: StaffRequest) -> HttpResponse:
    """Makes an account with its first role; its one-time link is shown on the next page."""
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            username, secret = open_account(by=_seat(request), **form.cleaned_data)
            _keep_link(request, username, secret)
            return redirect("desk:account", username)
    return render(request, "desk/new_account.html", {"form": form})


@never_cache
def account(request: StaffRequest, username: str) -> HttpResponse:
    """One account: its person, its roles, its second factor and what may be done."""
    row = queries.person(username)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial={"full_name": row.full_name, "official": row.official},
    )
    if form.is_valid():
        with refusals_on(form):
            actions.change_user(by=_seat(request), username=username, **form.cleaned_data)
            return _back(request, username, "Đã lưu họ tên và mã cán bộ.")
    return _account_page(request, row, form, GrantForm())


@require_POST
def grant(request: StaffRequest, username: str) -> HttpResponse:
    """Gives the person one more role."""
    row = queries.person(username)
    form = GrantForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.grant_role(by=_seat(request), username=username, **form.cleaned_data)
            return _back(request, username, "Đã giao vai trò.")
    person = PersonForm(initial={"full_name": row.full_name, "official": row.official})
    return _account_page(request, row, person, form)


@require_POST
def end_grant(request: StaffRequest, username: str, number: int) -> HttpResponse:
    """Ends a role from today."""
    row = queries.person(username)
    if number not in {held.id for held in row.grants}:
        raise Conflict("Vai trò này không thuộc tài khoản đang mở. Xin tải lại trang.")
    today = clock.today()
    actions.end_grant(by=_seat(request), grant=number, on=today)
    return _back(request, username, "Đã kết thúc vai trò.")


@require_POST
def new_link(request: StaffRequest, username: str) -> HttpResponse:
    """Makes a one-time link for a new password."""
    secret = actions.make_password_link(by=_seat(request), username=username)
    _keep_link(request, username, secret)
    return redirect("desk:account", username)


@require_POST
def reset_second_factor(request: StaffRequest, username: str) -> HttpResponse:
    """Takes the authenticator away, for a lost phone."""
    actions.reset_second_factor(by=_seat(request), username=username)
    return _back(request, username, "Đã xóa xác thực hai lớp. Lần đăng nhập tới sẽ cài lại.")


@require_POST
def deactivate(request: StaffRequest, username: str) -> HttpResponse:
    """Stops the account."""
    actions.deactivate_user(by=_seat(request), username=username)
    return _back(request, username, "Đã ngừng tài khoản.")


@require_POST
def reactivate(request: StaffRequest, username: str) -> HttpResponse:
    """Opens the account again."""
    actions.reactivate_user(by=_seat(request), username=username)
    return _back(request, username, "Đã mở lại tài khoản.")


def _account_page(
    request: StaffRequest, row: queries.PersonRow, form: PersonForm, grant_form: GrantForm
) -> HttpResponse:
    today = clock.today()
    units = tree(today)
    link = request.session.pop(_NEW_LINK, None) if request.method == "GET" else None
    shown = link if link and link["username"] == row.username else None
    context = {
        "row": row,
        "form": form,
        "grant_form": grant_form,
        "grants": [
            (held, title(held.role), unit_name(held.unit, units), _lasts(held))
            for held in row.grants
        ],
        "own": row.username == request.user.username,
        "link": _absolute(request, shown["path"]) if shown else "",
        "said": request.session.pop(_SAID, "") if request.method == "GET" else "",
    }
    return render(request, "desk/account.html", context)


def _lasts(held: queries.GrantRow) -> bool:
    """Whether the role can still be ended: it holds today or will."""
    return held.valid_to is None or held.valid_to > clock.today()


def _roles_in_words(row: queries.PersonRow) -> list[str]:
    """The roles held today, each with its unit."""
    today = clock.today()
    units = tree(today)
    held = [grant for grant in row.grants if grant.holds(today)]
    return [" · ".join(filter(None, (title(g.role), unit_name(g.unit, units)))) for g in held]


def _seat(request: StaffRequest) -> Seat:
    """The seat that lets her administer accounts; the gate has seen that there is one."""
    return reach(request.seats, "accounts.user.change")[0][0]


def _keep_link(request: StaffRequest, username: str, secret: str) -> None:
    """Keeps a one-time link for the next page alone: it is shown once."""
    path = reverse("accounts:new_password", args=[secret])
    request.session[_NEW_LINK] = {"username": username, "path": path}


def _back(request: StaffRequest, username: str, said: str) -> HttpResponse:
    request.session[_SAID] = said
    return redirect("desk:account", username)


def _absolute(request: StaffRequest, path: str) -> str:
    """The link as it is sent on: under the public address when there is a secure one."""
    if settings.SECURE_COOKIES:
        return f"{settings.BASE_URL}{path}"
    return request.build_absolute_uri(path)
