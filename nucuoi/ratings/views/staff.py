"""What staff pages of the room share: the seat that acts, the page of one act, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import reach
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import Seat
from nucuoi.web.components import Link


@dataclass(frozen=True, slots=True)
class Act:
    """What the page of one act says around its form.

    Attributes:
        heading: The task in words.
        button: Verb first.
        back: Address to return to without doing it.
        about: What it brings about; may be empty.
        crumbs: The way to the page.
        grave: Whether it cannot be undone.
    """

    heading: str
    button: str
    back: str
    about: str = ""
    crumbs: Sequence[Link] = field(default=())
    grave: bool = False


def act_page(request: StaffRequest, act: Act, form: Form) -> HttpResponse:
    """The page with its form, empty or with what is wrong."""
    context = {"act": act, "form": form, "crumbs": act.crumbs}
    status = 422 if form.errors else 200
    return render(request, "ratings/staff/act.html", context, status=status)


def done(request: StaffRequest, sentence: str, url: str) -> HttpResponse:
    """Goes on to a page, which says once what was done."""
    messages.success(request, sentence)
    return redirect(url)


def seat_of(request: StaffRequest, action: str) -> Seat:
    """The first seat that may do the action anywhere.

    Raises:
        Forbidden: If there is none.
    """
    seats = reach(request.seats, action)
    if not seats:
        raise Forbidden("Vai trò của anh/chị không cho phép làm việc này.")
    return seats[0][0]


def allows(request: StaffRequest, action: str) -> bool:
    """Whether a seat may do the action: buttons that lead nowhere are not shown."""
    return bool(reach(request.seats, action))
