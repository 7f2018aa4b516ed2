"""Phiếu giấy: batches that wait, a new one, one with what happened to it, giving one back."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.queries import full_names
from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.permissions import check_may, may
from nucuoi.organisation.queries import CounterRow
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.actions import paper as actions
from nucuoi.ratings.forms.paper import BatchForm, RefuseForm
from nucuoi.ratings.queries import paper
from nucuoi.ratings.queries.paper import BatchRow
from nucuoi.ratings.rules.paper import MOVES, STEP_NAMES, Step
from nucuoi.ratings.views.staff import Act, act_page, allows, done
from nucuoi.web.components import Event, Link
from nucuoi.web.components import Step as Pin
from nucuoi.web.form_errors import refusals_on
from nucuoi.web.formats import clock as clock_words

KEY, CHECK = "ratings.paper.key", "ratings.paper.check"
HALVES = {Half.MORNING: "sáng", Half.AFTERNOON: "chiều"}
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def batches(request: StaffRequest) -> HttpResponse:
    """Batches of the service points a person reaches, those that wait first."""
    rows = paper.batches(points(request, CHECK))
    context = {
        "rows": [(row, STEP_NAMES[row.step], HALVES[row.half]) for row in rows],
        "waiting": sum(row.step not in {Step.TAKEN_IN, Step.REFUSED} for row in rows),
        "names": full_names(row.made_by for row in rows),
        "runs": paper.ballot_runs(points(request, KEY), limit=10),
        "may_key": allows(request, KEY),
    }
    return render(request, "ratings/paper/list.html", context)


@_FORM
def new_batch(request: StaffRequest) -> HttpResponse:
    """Opens a batch: which counter and half-day, how many sheets, what sum."""
    form = BatchForm(request.POST or None, counters=counters(request, KEY))
    if form.is_valid():
        with refusals_on(form):
            seat = seat_at(request, KEY, form.cleaned_data["counter"])
            made = actions.open_batch(by=seat, **form.cleaned_data)
            return done(request, "Đã mở lô. Nhập từng phiếu.", address("key_batch", made))
    context = {"form": form, "crumbs": crumbs()}
    return render(
        request, "ratings/paper/new_batch.html", context, status=422 if form.errors else 200
    )


@require_safe
def batch(request: StaffRequest, identity: int) -> HttpResponse:
    """A batch: its totals, what happened, and what may be done next."""
    row = paper.batch(identity)
    seat_for(request, CHECK, row)
    readings = paper.readings_of(identity)
    context = {
        "row": row,
        "half": HALVES[row.half],
        "state": STEP_NAMES[row.step],
        "keyed_sum": sum(readings.first.values()),
        "readings": readings,
        "events": _events(row),
        "second_person": request.user.username not in paper.keyers_of(identity),
        "may_key": may(request.seats, KEY, row.point, clock.today()),
        "may_refuse": Step.REFUSED in MOVES[row.step],
        "crumbs": crumbs(),
    }
    return render(request, "ratings/paper/batch.html", context)


@_FORM
def refuse_batch(request: StaffRequest, identity: int) -> HttpResponse:
    """Gives a batch back, with a reason."""
    row = paper.batch(identity)
    seat = seat_for(request, CHECK, row)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            actions.refuse_batch(by=seat, batch=identity, **form.cleaned_data)
            return done(request, "Đã trả lại lô phiếu.", address("batch", identity))
    act = Act(
        heading=f"Trả lại lô {identity}",
        button="Trả lại lô này",
        back=address("batch", identity),
        about="Không phiếu nào của lô được tính. Các phiếu có thể nhập lại ở lô khác.",
        crumbs=[*crumbs(), own_link(row)],
        grave=True,
    )
    return act_page(request, act, form)


def points(request: StaffRequest, action: str) -> list[str]:
    """Identities of the service points a person reaches with an action."""
    rows = organisation.reached(request.seats, action, clock.today())
    return [row.unit for row in rows if row.level == Level.SERVICE_POINT]


def counters(request: StaffRequest, action: str) -> list[CounterRow]:
    """Open counters of those points."""
    today: date = clock.today()
    return [
        row
        for point in points(request, action)
        for row in organisation.counters_under(point, today)
    ]


def seat_at(request: StaffRequest, action: str, counter: str) -> Seat:
    """The seat that allows the action at a counter; raises Forbidden."""
    today = clock.today()
    return check_may(request.seats, action, organisation.counter(counter, today).point, today)


def seat_for(request: StaffRequest, action: str, row: BatchRow) -> Seat:
    """The seat that allows the action on a batch; raises Forbidden."""
    return check_may(request.seats, action, row.point, clock.today())


def address(view: str, identity: int) -> str:
    """Where a page about a batch is."""
    return reverse(f"ratings:{view}", args=[identity])


def crumbs() -> list[Link]:
    """The way back to the list."""
    return [Link("Phiếu giấy", reverse("ratings:batches"))]


def own_link(row: BatchRow) -> Link:
    """A crumb to the batch itself."""
    return Link(f"Lô {row.id}", address("batch", row.id))


def _events(row: BatchRow) -> list[Event]:
    """What happened and what comes, for the timeline."""
    names = full_names([row.made_by, *(step.by for step in row.steps)])
    happened = [("Mở lô", row.made_by, row.made_at, ""), *_happened(row)]
    events = [
        Event(label, f"{names.get(by, by)}, {_at(at)}{f'. {why}' if why else ''}")
        for label, by, at, why in happened
    ]
    return [*events, *[Event(label, state=pin) for label, pin in _to_come(row.step)]]


_DONE_WORDS = {
    Step.KEYED: "Nhập xong, khớp số kiểm soát",
    Step.CHECKED: "Người thứ hai đối chiếu xong",
    Step.TAKEN_IN: "Đã vào sổ",
    Step.REFUSED: "Đã trả lại",
}
_NEXT_WORDS = (
    (Step.KEYED, "Nhập đủ phiếu"),
    (Step.CHECKED, "Người thứ hai nhập lại điểm"),
    (Step.TAKEN_IN, "Đưa vào sổ"),
)


def _happened(row: BatchRow) -> list[tuple[str, str, datetime, str]]:
    return [(_DONE_WORDS[step.step], step.by, step.at, step.why) for step in row.steps]


def _to_come(now: Step) -> list[tuple[str, Pin]]:
    if now is Step.REFUSED:
        return []
    ahead = [words for step, words in _NEXT_WORDS if step > now]
    return [(words, Pin.LATER if place else Pin.NOW) for place, words in enumerate(ahead)]


def _at(at: datetime) -> str:
    local = clock.local(at)
    return f"{clock_words(local)} {local:%d/%m/%Y}"
