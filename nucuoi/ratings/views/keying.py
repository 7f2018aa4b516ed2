"""Keying the sheets of a batch one after the other, by keyboard alone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from nucuoi.ratings.actions import paper as actions
from nucuoi.ratings.forms.paper import SheetForm
from nucuoi.ratings.queries import paper, questionnaires
from nucuoi.ratings.queries.paper import BatchRow, SheetRow
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.rules.ballot import ASSISTED, LETTER_OF, THANKS
from nucuoi.ratings.rules.paper import Step
from nucuoi.ratings.views.paper import HALVES, KEY, address, crumbs, own_link, seat_for
from nucuoi.ratings.views.staff import done
from nucuoi.web.form_errors import refusals_on

SHEET = "phieu"


@require_http_methods(["GET", "HEAD", "POST"])
def key_batch(request: StaffRequest, identity: int) -> HttpResponse:
    """One sheet; Enter keeps it and asks for the next. `?phieu=` shows one that is there already."""
    row = paper.batch(identity)
    seat = seat_for(request, KEY, row)
    if row.step is not Step.OPEN:
        return redirect(address("batch", identity))
    sheets = paper.sheets_of(identity)
    form = SheetForm(request.POST or None, initial=_initial(request.GET.get(SHEET, ""), sheets))
    if form.is_valid():
        with refusals_on(form):
            actions.key_sheet(by=seat, batch=identity, sheet=form.sheet)
            return _next(request, row, form.sheet.number)
    return render(
        request,
        "ratings/paper/key.html",
        {
            "row": row,
            "half": HALVES[row.half],
            "form": form,
            "sheets": sheets,
            "full": len(sheets) >= row.sheets and SHEET not in request.GET and not form.errors,
            "legend": _legend(),
            "crumbs": [*crumbs(), own_link(row)],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def finish_batch(request: StaffRequest, identity: int) -> HttpResponse:
    """Says that all sheets are keyed; the totals must agree."""
    seat = seat_for(request, KEY, paper.batch(identity))
    try:
        actions.finish_keying(by=seat, batch=identity)
    except Conflict as refusal:
        return done(request, refusal.message, address("key_batch", identity))
    return done(request, "Khớp số kiểm soát. Mời người thứ hai đối chiếu.", _url(identity))


def _next(request: StaffRequest, row: BatchRow, number: int) -> HttpResponse:
    left = row.sheets - len(paper.sheets_of(row.id))
    said = f"Đã ghi phiếu {number}. " + (f"Còn {left} phiếu." if left else "Đã nhập đủ số phiếu.")
    return done(request, said, address("key_batch", row.id))


def _initial(asked: str, sheets: list[SheetRow]) -> dict[str, object]:
    """The sheet that is to be keyed anew, else the number that comes next."""
    for sheet in sheets:
        if asked == str(sheet.number):
            names = ("number", "score", "spirit", "attitude", "conduct", "ticks", "remark")
            return {name: getattr(sheet, name) for name in names}
    keyed = {sheet.number for sheet in sheets}
    last = max(keyed, default=0)
    return {"number": last + 1} if keyed else {}


def _legend() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each group of boxes with the letter and the words of every box, as printed."""
    version = questionnaires.current(clock.today())
    wording = questionnaire.read(version.code, version.content, "vi", "citizen")
    groups = (
        ("4 xin", wording.said),
        ("4 luôn", wording.always),
        ("Còn thiếu", wording.missing),
        ("Không được làm", wording.breaches),
    )
    words = questionnaire.page_words("vi")
    other = [(ASSISTED.upper(), words["assisted"]), (THANKS.upper(), words["thanks"])]
    return [
        *(
            (title, [(LETTER_OF[one.value].upper(), one.label) for one in options])
            for title, options in groups
        ),
        ("Khác", other),
    ]


def _url(identity: int) -> str:
    return reverse("ratings:batch", args=[identity])
