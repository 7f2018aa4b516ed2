"""`/loi-nhan-cua-toi/`: what people wrote for an official, and her right of reply."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.forms import TextForm
from nucuoi.cases.queries import own as queries
from nucuoi.cases.queries.own import Batch, Call, Comment
from nucuoi.cases.views.shown import mask
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.web import formats
from nucuoi.web.components import PrintHead
from nucuoi.web.form_errors import refusals_on

_ASKS = "Lời trình bày"


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment with its masks hatched, and the form to reply with; None = she has replied."""

    comment: Comment
    form: TextForm | None

    @property
    def text(self) -> str:
        """Safe for the page."""
        return mask(self.comment.text)


@dataclass(frozen=True, slots=True)
class ShownBatch:
    """A batch as it is shown."""

    number: int
    comments: list[ShownComment]


@dataclass(frozen=True, slots=True)
class ShownCall:
    """A question to her with the form to answer it."""

    call: Call
    form: TextForm


@require_safe
def own(request: StaffRequest) -> HttpResponse:
    """The page; which official is meant is told by the account alone, never by the address."""
    return _page(request, {})


@require_POST
def reply(request: StaffRequest, batch: int, place: int) -> HttpResponse:
    """Keeps her word on a comment."""
    name = f"loi-{batch}-{place}"
    form = _form(name, request)
    if form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["text"]
            actions.reply(by=_seat(request), batch=batch, place=place, text=text)
            messages.success(request, "Đã gửi ý kiến của anh/chị tới lãnh đạo đơn vị.")
            return redirect("cases:own")
    return _page(request, {name: form})


@require_POST
def explain(request: StaffRequest, number: int) -> HttpResponse:
    """Keeps what she explains in a matter to which she was called."""
    name = f"viec-{number}"
    form = _form(name, request)
    if form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["text"]
            actions.explain_oneself(by=_seat(request), case=number, text=text)
            messages.success(request, "Đã gửi lời trình bày. Lời này được ghi lại, không sửa được.")
            return redirect("cases:own")
    return _page(request, {name: form})


def _page(request: StaffRequest, written: dict[str, TextForm]) -> HttpResponse:
    user = request.user
    code = user.official
    context = {
        "is_linked": bool(code),
        "thanks": [mask(text) for text in queries.thanks_of(code)] if code else [],
        "calls": [_call(call, written) for call in queries.calls_to(code)],
        "batches": [_batch(batch, written) for batch in queries.batches_of(code)] if code else [],
        "explained": queries.explained_by(code, user.username) if code else [],
        "print_head": PrintHead(
            user.full_name, "", "Lời nhắn của người dân", formats.moment(clock.local(clock.now()))
        ),
    }
    wrong = any(form.errors for form in written.values())
    return render(request, "cases/own.html", context, status=422 if wrong else 200)


def _batch(batch: Batch, written: dict[str, TextForm]) -> ShownBatch:
    comments = [_comment(batch.number, one, written) for one in batch.comments]
    return ShownBatch(batch.number, [one for one in comments if one.comment.text])


def _comment(batch: int, comment: Comment, written: dict[str, TextForm]) -> ShownComment:
    name = f"loi-{batch}-{comment.place}"
    form = None if comment.reply else written.get(name) or _form(name)
    return ShownComment(comment, form)


def _call(call: Call, written: dict[str, TextForm]) -> ShownCall:
    name = f"viec-{call.case}"
    return ShownCall(call, written.get(name) or _form(name))


def _form(name: str, request: StaffRequest | None = None) -> TextForm:
    return TextForm(request.POST if request else None, label=_ASKS, rows=4, prefix=name)


def _seat(request: StaffRequest) -> Seat:
    """Her seat as an official: the matrix has let nobody else in."""
    return next(seat for seat in request.seats if seat.role == Role.OFFICIAL)
