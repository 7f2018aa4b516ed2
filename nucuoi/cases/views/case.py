"""One matter: what was written, what happened, and what may be done now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.queries import full_names
from nucuoi.cases import actions
from nucuoi.cases.forms import NameForm, OwnerForm, TextForm
from nucuoi.cases.permissions import reaches, seat_for
from nucuoi.cases.queries import inbox as queries
from nucuoi.cases.queries.calendar import swapped_days
from nucuoi.cases.queries.history import StandingRow, moves_of, standing_of
from nucuoi.cases.queries.names import last_names, might_be_meant, official_names
from nucuoi.cases.queries.outcomes import awaits, breaches_of
from nucuoi.cases.queries.own import reply_to
from nucuoi.cases.rules import moves as legal
from nucuoi.cases.rules.answers import TEMPLATES, Checks, checks_of
from nucuoi.cases.rules.topics import BREACHES
from nucuoi.cases.rules.words import Act, Kind
from nucuoi.cases.views.shown import Shown, shown, timeline
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.web.form_errors import refusals_on


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that may be done to a matter with a text.

    Attributes:
        act: Which move it is.
        do: The action.
        label: Verb first, on the button.
        asks: Label of the field.
        done: What is said after.
    """

    act: Act
    do: Callable[..., object]
    label: str
    asks: str
    done: str
    rows: int = 3


_DOINGS: Mapping[str, Doing] = {
    "tra-loi": Doing(Act.ANSWERED, actions.answer, "Gửi trả lời", "Câu trả lời",
                     "Đã gửi câu trả lời. Người dân đọc được bằng mã tra cứu.", 9),
    "ghi-chu": Doing(Act.NOTED, actions.note, "Ghi chú", "Ghi chú nội bộ, người dân không đọc được",
                     "Đã ghi chú."),
    "khep": Doing(Act.CLOSED, actions.close, "Khép lại", "Lý do khép mà không cần trả lời",
                  "Đã khép phản ánh."),
    "chuyen": Doing(Act.PASSED_ON, actions.pass_on, "Chuyển", "Lý do chuyển",
                    "Đã chuyển đúng nơi xử lý."),
    "moi-giai-trinh": Doing(Act.CALLED, actions.call_to_explain, "Mời cán bộ trình bày",
                            "Điều muốn hỏi; người được nhắc đến đọc đúng lời này",
                            "Đã ghi lời mời trình bày."),
    "giai-trinh": Doing(Act.EXPLAINED, actions.explain, "Ghi lời giải trình",
                        "Lời giải trình của người được nhắc đến", "Đã ghi lời giải trình."),
    "co-vi-pham": Doing(Act.UPHELD, partial(actions.conclude, outcome=Act.UPHELD),
                        "Kết luận có vi phạm", "Căn cứ kết luận", "Đã kết luận có vi phạm."),
    "khong-vi-pham": Doing(Act.DISMISSED, partial(actions.conclude, outcome=Act.DISMISSED),
                           "Kết luận không có vi phạm", "Căn cứ kết luận",
                           "Đã kết luận không có vi phạm."),
    "khong-du-can-cu": Doing(Act.UNPROVEN, partial(actions.conclude, outcome=Act.UNPROVEN),
                             "Kết luận không đủ căn cứ", "Đã xác minh những gì",
                             "Đã kết luận không đủ căn cứ."),
}  # fmt: skip
"""Last part of the address to what it does."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A doing with its form, as the page offers it."""

    slug: str
    doing: Doing
    form: TextForm

    @property
    def label(self) -> str:
        """Verb first."""
        return self.doing.label


@require_safe
def case(request: StaffRequest, number: int) -> HttpResponse:
    """`/phan-anh/<number>/`."""
    seat = seat_for(request.seats, number, clock.today())
    return _page(request, number, seat)


@require_POST
def move(request: StaffRequest, number: int, slug: str) -> HttpResponse:
    """Does one of the doings with the text that was written."""
    doing = _DOINGS.get(slug)
    if doing is None:
        raise Http404
    seat = seat_for(request.seats, number, clock.today())
    form = TextForm(request.POST, label=doing.asks, rows=doing.rows, prefix=slug)
    if doing.act == Act.ANSWERED and "xem" in request.POST:
        return _page(request, number, seat, written={slug: form})
    if form.is_valid():
        with refusals_on(form):
            doing.do(by=seat, case=number, text=form.cleaned_data["text"])
            messages.success(request, doing.done)
            gone = doing.act == Act.PASSED_ON
            return redirect("cases:inbox") if gone else redirect("cases:case", number)
    return _page(request, number, seat, written={slug: form})


@require_POST
def assign(request: StaffRequest, number: int) -> HttpResponse:
    """Gives the matter to somebody."""
    seat = seat_for(request.seats, number, clock.today())
    form = OwnerForm(request.POST, people=_people(number))
    if form.is_valid():
        with refusals_on(form):
            actions.assign(by=seat, case=number, username=form.cleaned_data["username"])
            messages.success(request, "Đã giao.")
            return redirect("cases:case", number)
    return _page(request, number, seat, owner=form)


@require_POST
def name(request: StaffRequest, number: int) -> HttpResponse:
    """Records which official is meant; of the desk's own body the matter leaves the desk."""
    seat = seat_for(request.seats, number, clock.today())
    form = NameForm(request.POST, people=might_be_meant(number))
    if form.is_valid():
        written = form.cleaned_data
        with refusals_on(form):
            actions.name_official(
                by=seat, case=number, official=written["official"], text=written["text"]
            )
            return _named(request, number)
    return _page(request, number, seat, naming=form)


def _named(request: StaffRequest, number: int) -> HttpResponse:
    if reaches(request.seats, [number], clock.today()):
        messages.success(request, "Đã ghi người được nhắc đến. Xin mời người ấy giải trình.")
        return redirect("cases:case", number)
    messages.success(request, "Đã ghi. Người này thuộc nơi thanh tra, nên cấp trên sẽ xử lý.")
    return redirect("cases:inbox")


@require_POST
def unmask(request: StaffRequest, number: int) -> HttpResponse:
    """Shows the remark as it was written, once and uncached; the look is recorded."""
    seat = seat_for(request.seats, number, clock.today())
    text = actions.unmask(by=seat, case=number)
    answer = _page(request, number, seat, text=text or "Nội dung đã được xóa theo yêu cầu.")
    answer["Cache-Control"] = "no-store"
    return answer


def _page(
    request: StaffRequest,
    number: int,
    seat: Seat,
    *,
    written: Mapping[str, TextForm] | None = None,
    owner: OwnerForm | None = None,
    naming: NameForm | None = None,
    text: str = "",
) -> HttpResponse:
    row, standing = queries.case_row(number), standing_of(number)
    moves = moves_of(number)
    places = last_names({move.desk_unit for move in moves})
    people = _people(number)
    allegation = standing.kind == Kind.ALLEGATION
    offers = _offers(standing, row.official, written or {}, request.GET.get("mau", ""))
    answer = next((offer for offer in offers if offer.slug == "tra-loi"), None)
    context = {
        "one": shown(row, clock.now(), swapped_days()),
        "standing": standing,
        "allegation": allegation,
        "breaches": _breaches(standing) if allegation else [],
        "accused": _full_name(row) if allegation else "",
        "naming": naming or _naming(standing),
        "support": _full_name(row) if standing.kind == Kind.SUPPORT else None,
        "reply": reply_to(standing.rating),
        "alike": _alike(request, number),
        "events": timeline(row, moves, standing, places),
        "messages_of": [move for move in moves if move.message],
        "answer": answer,
        "checks": _checks(answer),
        "templates": TEMPLATES,
        "offers": [offer for offer in offers if offer is not answer],
        "owner": owner or OwnerForm(people=people, initial={"username": standing.owner}),
        "may_assign": bool(people) and legal.may(standing.kind, standing.state, Act.ASSIGNED),
        "may_unmask": not text and legal.may(standing.kind, standing.state, Act.UNMASKED),
        "text": text,
    }
    return render(request, "cases/case.html", context, status=_status(written, owner, naming))


def _alike(request: StaffRequest, number: int) -> list[Shown]:
    now, swapped = clock.now(), swapped_days()
    rows = queries.alike(tuple(request.seats), number, clock.today())
    return [shown(row, now, swapped) for row in rows]


def _offers(
    standing: StandingRow, official: str, written: Mapping[str, TextForm], template: str
) -> list[Offer]:
    left_out = _left_out(standing, official)
    begun = next((one.text for one in TEMPLATES if one.code == template), "")
    return [
        Offer(
            slug,
            doing,
            written.get(slug)
            or TextForm(
                label=doing.asks,
                rows=doing.rows,
                prefix=slug,
                initial={"text": begun if doing.act == Act.ANSWERED else ""},
            ),
        )
        for slug, doing in _DOINGS.items()
        if legal.may(standing.kind, standing.state, doing.act) and doing.act not in left_out
    ]


def _left_out(standing: StandingRow, official: str) -> set[Act]:
    """What the table of moves allows but makes no sense now: asking nobody, or twice."""
    if standing.kind != Kind.FEEDBACK:
        return set() if official else {Act.CALLED}
    if awaits(standing.case):
        return {Act.CALLED}
    return {Act.EXPLAINED} if official else {Act.CALLED, Act.EXPLAINED}


def _breaches(standing: StandingRow) -> list[str]:
    """What was ticked, in words, for the inspection desk."""
    return [BREACHES[tag] for tag in breaches_of(standing.rating)]


def _full_name(row: queries.Row) -> str:
    """Of the official whom a matter is about; empty when nobody knows."""
    return official_names([row.official]).get(row.official, row.official)


def _naming(standing: StandingRow) -> NameForm | None:
    """The form that says who is meant; None when it is known from duty, or too late."""
    may = legal.may(standing.kind, standing.state, Act.NAMED)
    people = might_be_meant(standing.case) if may else []
    return NameForm(people=people) if people else None


def _checks(answer: Offer | None) -> Checks | None:
    """The three signs in what stands in the answer's field; None when nothing does."""
    words = str(answer.form["text"].value() or "") if answer else ""
    return checks_of(words) if words else None


def _people(number: int) -> list[tuple[str, str]]:
    names = full_names(actions.settlers_of(number))
    return sorted(names.items(), key=lambda one: one[1])


def _status(
    written: Mapping[str, TextForm] | None, owner: OwnerForm | None, naming: NameForm | None
) -> int:
    forms = [*(written or {}).values(), owner, naming]
    wrong = [form for form in forms if form and form.errors]
    return 422 if wrong else 200
