"""Officials of a unit: the list, a new one, one official, her postings."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import actions, queries
from nucuoi.organisation.forms.officials import (
    EndPostingForm,
    NewOfficialForm,
    OfficialForm,
    PostingForm,
)
from nucuoi.organisation.queries import officials as people
from nucuoi.organisation.queries.officials import OfficialRow, PostingRow
from nucuoi.organisation.rules.officials import clean_official_code
from nucuoi.organisation.views import scope
from nucuoi.organisation.views.acting import Act, act_page, done
from nucuoi.web.components import Link
from nucuoi.web.form_errors import refusals_on

ON_A_PAGE = 50
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def officials(request: StaffRequest, unit: str) -> HttpResponse:
    """Officials posted to a unit or below it, by given name, with a search."""
    today = clock.today()
    row = queries.unit(unit, today)
    scope.seat_for(request, scope.READ, unit)
    search = request.GET.get("q", "")[:120]
    found = people.officials_under(unit, today, search)
    context = {
        "unit": row,
        "crumbs": scope.crumbs(request, unit),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("trang")),
        "total": len(found),
        "search": search,
        "may_change": scope.allows(request, scope.OFFICIAL, unit),
    }
    return render(request, "organisation/officials.html", context)


@_FORM
def new_official(request: StaffRequest, unit: str) -> HttpResponse:
    """Registers an official and posts her to the unit."""
    row = queries.unit(unit, clock.today())
    seat = scope.seat_for(request, scope.OFFICIAL, unit)
    form = NewOfficialForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = actions.take_on_official(by=seat, unit=unit, **form.cleaned_data)
            return done(request, f"Đã ghi {made.full_name}.", _list(unit))
    act = Act(
        heading="Ghi cán bộ mới",
        button="Ghi cán bộ",
        back=_list(unit),
        crumbs=scope.crumbs(request, unit),
        about=f"{row.name}. Người đã có mã ở đơn vị khác thì dùng “Nhận người đã có mã”.",
    )
    return act_page(request, act, form)


@_FORM
def new_posting(request: StaffRequest, unit: str) -> HttpResponse:
    """Posts an official who is registered already to the unit."""
    row = queries.unit(unit, clock.today())
    seat = scope.seat_for(request, scope.OFFICIAL, unit)
    form = PostingForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            code = clean_official_code(form.cleaned_data.pop("code"))
            actions.post_official(by=seat, official=code, unit=unit, **form.cleaned_data)
            return done(request, f"Đã ghi vị trí mới của {code}.", _list(unit))
    act = Act(
        heading="Nhận người đã có mã",
        button="Ghi vị trí",
        back=_list(unit),
        crumbs=scope.crumbs(request, unit),
        about=f"{row.name}. Vị trí cũ ở đơn vị khác do đơn vị đó ghi kết thúc.",
    )
    return act_page(request, act, form)


@require_safe
def official(request: StaffRequest, code: str) -> HttpResponse:
    """One official: postings and counters held."""
    today = clock.today()
    row = people.official(code, today)
    _seat(request, scope.READ, row)
    postings = [
        (posting, posting.valid_to is None and scope.allows(request, scope.OFFICIAL, posting.unit))
        for posting in row.postings
    ]
    context = {
        "official": row,
        "crumbs": _crumbs(request, row),
        "postings": postings,
        "counters": people.held_counters(code, today),
        "may_change": _may_change(request, row),
    }
    return render(request, "organisation/official.html", context)


@_FORM
def change_official(request: StaffRequest, code: str) -> HttpResponse:
    """Corrects name and kind."""
    row = people.official(code, clock.today())
    seat = _seat(request, scope.OFFICIAL, row)
    initial = {"full_name": row.full_name, "kind": row.kind}
    form = OfficialForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            actions.change_official(by=seat, code=code, **form.cleaned_data)
            return done(request, "Đã lưu.", _url(code))
    act = Act(
        "Sửa họ tên, diện", "Lưu", _url(code), _crumbs(request, row), f"Mã {code} giữ nguyên."
    )
    return act_page(request, act, form)


@_FORM
def end_posting(request: StaffRequest, number: int) -> HttpResponse:
    """Ends a posting of an official."""
    today = clock.today()
    code, posting = people.posting(number, today)
    seat = scope.seat_for(request, scope.OFFICIAL, posting.unit)
    row = people.official(code, today)
    form = EndPostingForm(request.POST or None, began=posting.valid_from)
    if form.is_valid():
        with refusals_on(form):
            actions.end_posting(by=seat, posting=number, **form.cleaned_data)
            return done(request, "Đã ghi thôi vị trí.", _url(code))
    act = Act(
        heading=f"{row.full_name} thôi giữ vị trí",
        button="Ghi thôi vị trí",
        back=_url(code),
        crumbs=_crumbs(request, row),
        about=f"{posting.position}, {posting.unit_name}. Nếu không còn vị trí nào khác, người này "
        "cũng thôi trực các quầy từ ngày đó.",
        grave=True,
    )
    return act_page(request, act, form)


def _seat(request: StaffRequest, action: str, row: OfficialRow) -> Seat:
    """A seat that reaches one of her present postings, or the last one when she has none.

    Raises:
        Forbidden: If there is none.
    """
    for posting in _counting(row):
        if scope.allows(request, action, posting.unit):
            return scope.seat_for(request, action, posting.unit)
    if not row.postings:
        return scope.seat_for(request, action, "")
    raise Forbidden("Người này không thuộc đơn vị của anh/chị.")


def _may_change(request: StaffRequest, row: OfficialRow) -> bool:
    try:
        _seat(request, scope.OFFICIAL, row)
    except Forbidden:
        return False
    return True


def _counting(row: OfficialRow) -> tuple[PostingRow, ...]:
    today = clock.today()
    present = tuple(p for p in row.postings if p.valid_to is None or p.valid_to > today)
    return present or row.postings[:1]


def _crumbs(request: StaffRequest, row: OfficialRow) -> list[Link]:
    units = queries.tree(clock.today())
    where = [posting.unit for posting in _counting(row) if posting.unit in units]
    return scope.crumbs(request, where[0]) if where else []


def _list(unit: str) -> str:
    return reverse("organisation:officials", args=[unit])


def _url(code: str) -> str:
    return reverse("organisation:official", args=[code])
