"""The second person: all scores keyed again unseen, differences side by side, then into the log."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation.errors import Conflict, Refused
from nucuoi.ratings.actions import paper as actions
from nucuoi.ratings.actions.taking_in import take_in
from nucuoi.ratings.forms.paper import ScoresForm, SettlementForm
from nucuoi.ratings.queries import paper
from nucuoi.ratings.queries.paper import BatchRow
from nucuoi.ratings.rules.paper import Readings, Step, check_second_person
from nucuoi.ratings.views.paper import CHECK, HALVES, address, crumbs, own_link, seat_for
from nucuoi.ratings.views.staff import done
from nucuoi.web.form_errors import refusals_on


@require_http_methods(["GET", "HEAD", "POST"])
def check_batch(request: StaffRequest, identity: int) -> HttpResponse:
    """The score of every sheet once more, without those of the first person; in parts if need be."""
    row = paper.batch(identity)
    seat = seat_for(request, CHECK, row)
    if row.step is not Step.KEYED:
        return redirect(address("batch", identity))
    check_second_person(seat.username, paper.keyers_of(identity))
    readings = paper.readings_of(identity)
    if not readings.waiting:
        return _differences(request, row, readings)
    form = ScoresForm(request.POST or None, numbers=readings.waiting)
    if form.is_valid():
        with refusals_on(form):
            actions.check_scores(by=seat, batch=identity, scores=form.scores)
            said = f"Đã ghi {len(form.scores)} phiếu."
            return done(request, said, address("check_batch", identity))
    context = {
        "row": row,
        "half": HALVES[row.half],
        "form": form,
        "done": len(readings.second),
        "crumbs": [*crumbs(), own_link(row)],
    }
    return render(request, "ratings/paper/check.html", context, status=422 if form.errors else 200)


@require_POST
def settle_batch(request: StaffRequest, identity: int) -> HttpResponse:
    """Decides one sheet that two people read differently."""
    row = paper.batch(identity)
    seat = seat_for(request, CHECK, row)
    form = SettlementForm(request.POST)
    if not form.is_valid():
        return _differences(request, row, paper.readings_of(identity), form)
    number, score = form.cleaned_data["number"], form.cleaned_data["score"]
    try:
        actions.settle_sheet(by=seat, batch=identity, number=number, score=score)
    except Conflict as refusal:
        return done(request, refusal.message, address("check_batch", identity))
    return done(request, f"Đã định điểm phiếu {number}.", address("check_batch", identity))


@require_POST
def confirm_batch(request: StaffRequest, identity: int) -> HttpResponse:
    """Confirms the batch and hands its sheets to intake."""
    seat = seat_for(request, CHECK, paper.batch(identity))
    try:
        actions.confirm_batch(by=seat, batch=identity)
    except Conflict as refusal:
        return done(request, refusal.message, address("check_batch", identity))
    return take_in_batch(request, identity)


@require_POST
def take_in_batch(request: StaffRequest, identity: int) -> HttpResponse:
    """Hands the sheets of a checked batch to intake; may be pressed again after any fault."""
    seat = seat_for(request, CHECK, paper.batch(identity))
    try:
        count = take_in(by=seat, batch=identity)
    except Refused as refusal:
        return done(request, refusal.message, address("batch", identity))
    return done(request, f"Đã đưa {count} phiếu vào sổ.", address("batch", identity))


def _differences(
    request: StaffRequest, row: BatchRow, readings: Readings, wrong: SettlementForm | None = None
) -> HttpResponse:
    """Both readings side by side, a field for the right score, and the confirmation."""
    lines = [
        (number, readings.first[number], readings.second[number], readings.settled.get(number))
        for number in readings.different
    ]
    context = {
        "row": row,
        "half": HALVES[row.half],
        "readings": readings,
        "lines": lines,
        "wrong": wrong.errors.get("score", []) if wrong else [],
        "wrong_number": wrong.data.get("number", "") if wrong else "",
        "agrees": readings.total == row.score_sum,
        "crumbs": [*crumbs(), own_link(row)],
    }
    status = 422 if wrong else 200
    return render(request, "ratings/paper/differences.html", context, status=status)
