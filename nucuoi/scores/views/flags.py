"""`/dau-hieu/`: flags that ask a person to look, and what she found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.permissions import reach
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.scores import actions, queries
from nucuoi.scores.forms import FlagProposalForm, LookForm
from nucuoi.scores.permissions import may_over, seat_over
from nucuoi.scores.queries import FlagRow
from nucuoi.scores.rules.looks import Outcome
from nucuoi.scores.views.flag_words import RULES, RuleWords, span_of, words_of
from nucuoi.web import formats
from nucuoi.web.charts import NamedCounts
from nucuoi.web.components import Event, Link, PrintHead, Step
from nucuoi.web.form_errors import refusals_on

LOOK, PROPOSE = "scores.flag.look", "scores.exclusion.propose"
_TINY = 0.001
_STATES = {"cho": "Chờ xem", "xong": "Đã xem"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A flag as its template reads it; `state` is said in a chip."""

    row: FlagRow
    words: RuleWords
    span: str

    @property
    def seen(self) -> str:
        """The numbers, as a sentence."""
        return self.words.seen(self.row)

    @property
    def value(self) -> str:
        """The value in the rule's own unit."""
        return _number(self.row.value)

    @property
    def threshold(self) -> str:
        """The threshold likewise."""
        return _number(self.row.threshold)

    @property
    def state(self) -> str:
        """The newest outcome in words."""
        return self.row.looks[-1].outcome.label if self.row.looks else "Chưa có người xem"

    @property
    def picture(self) -> NamedCounts:
        """What was looked at."""
        return NamedCounts(self.row.columns, f"Số lượt, {self.span}", self.row.marked)


@require_safe
def flags(request: StaffRequest) -> HttpResponse:
    """The list, newest first, by rule and by whether somebody has looked."""
    today = clock.today()
    rule, state = request.GET.get("quy-tac", ""), request.GET.get("tinh-trang", "cho")
    if rule not in {"", *RULES} or state not in _STATES:
        raise Invalid("Xin chọn quy tắc và tình trạng trong danh sách.")
    found = queries.flags(request.seats, today)
    rows = [
        _shown(row)
        for row in found
        if row.waits == (state == "cho") and (not rule or row.rule == rule)
    ]
    context = {
        "rows": rows,
        "states": [Link(said, _query(rule, one), one == state) for one, said in _STATES.items()],
        "rules": [Link(said, _query(one, state), one == rule) for one, said in _rules(found)],
        "rule": RULES[rule].title if rule else "Tất cả",
        "waiting": sum(row.waits for row in found),
        "may_look": bool(reach(request.seats, LOOK)),
        "state": state,
        "print_head": _print_head(request, f"{_STATES[state]}"),
    }
    return render(request, "scores/flags.html", context)


@require_safe
def flag(request: StaffRequest, number: int) -> HttpResponse:
    """One flag with its picture, what may be behind it and what to do."""
    return _page(request, number)


@require_POST
def look(request: StaffRequest, number: int) -> HttpResponse:
    """Records what was found."""
    seat = seat_over(request.seats, LOOK, queries.unit_of_flag(number), clock.today())
    form = LookForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.look(by=seat, flag=number, **form.cleaned_data)
            messages.success(request, "Đã ghi kết quả xem.")
            return redirect("scores:flag", number)
    return _page(request, number, look_form=form)


@require_POST
def propose(request: StaffRequest, number: int) -> HttpResponse:
    """Proposes to take the flag's ratings out of the figures."""
    seat = seat_over(request.seats, PROPOSE, queries.unit_of_flag(number), clock.today())
    row = queries.flag(request.seats, number, clock.today())
    form = FlagProposalForm(request.POST, hours=_has_hours(row), prefix="loai")
    if form.is_valid():
        with refusals_on(form):
            actions.propose_of_flag(by=seat, flag=number, **form.cleaned_data)
            messages.success(request, "Đã gửi Mặt trận Tổ quốc. Số liệu chưa đổi gì.")
            return redirect("scores:flag", number)
    return _page(request, number, proposal_form=form)


def _page(
    request: StaffRequest,
    number: int,
    look_form: LookForm | None = None,
    proposal_form: FlagProposalForm | None = None,
) -> HttpResponse:
    today = clock.today()
    row = queries.flag(request.seats, number, today)
    may_look = may_over(request.seats, LOOK, row.unit, today)
    if not (may_look or reach(request.seats, "scores.exclusion.decide")):
        row = replace(row, columns=_half_days(row.columns), marked=())
    context = {
        "one": _shown(row),
        "events": list(_events(row)),
        "may_look": may_look and Outcome.NOTHING in row.next,
        "may_propose": may_look and Outcome.EXCLUDE in row.next and _can_be_proposed(row),
        "look_form": look_form or LookForm(),
        "proposal_form": proposal_form or FlagProposalForm(hours=_has_hours(row), prefix="loai"),
        "exclusions": queries.of_flag(number),
        "print_head": _print_head(request, span_of(row)),
    }
    wrong = look_form or proposal_form
    return render(request, "scores/flag.html", context, status=422 if wrong else 200)


def _number(value: float) -> str:
    if 0 < value < _TINY:
        return f"dưới {formats.number(_TINY, 3)}"
    return formats.number(value, 0 if value == round(value) else 2)


def _shown(row: FlagRow) -> Shown:
    return Shown(row, words_of(row), span_of(row))


def _has_hours(row: FlagRow) -> bool:
    return row.subject.startswith("device:") and row.first == row.last


def _can_be_proposed(row: FlagRow) -> bool:
    """Whether the flag points at ratings; over a long span of a counter it does not."""
    is_day = row.first == row.last
    return row.subject.startswith("device:") or (row.subject.startswith("counter:") and is_day)


def _half_days(columns: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The rated side sees no more than morning and afternoon (look §6)."""
    if not columns or ":" not in columns[0][0]:
        return tuple(columns)
    morning = sum(n for label, n in columns if int(label.partition(":")[0]) < clock.NOON.hour)
    return (("Sáng", morning), ("Chiều", sum(n for _, n in columns) - morning))


def _events(row: FlagRow) -> Iterable[Event]:
    at = clock.local(row.computed_at)
    yield Event("Quy tắc ghi nhận", f"{formats.clock(at)} ngày {formats.day(at)}")
    for one in row.looks:
        when = formats.day(clock.local(one.at))
        yield Event(str(one.outcome.label), f"{one.by}, {when}: {one.why}")
    if row.waits:
        yield Event("Chờ người xem", state=Step.NOW)


def _rules(found: Iterable[FlagRow]) -> list[tuple[str, str]]:
    there = {row.rule for row in found}
    return [("", "Tất cả"), *((one, RULES[one].title) for one in RULES if one in there)]


def _query(rule: str, state: str) -> str:
    words = {"quy-tac": rule, "tinh-trang": "" if state == "cho" else state}
    kept = {word: value for word, value in words.items() if value}
    return f"{reverse('scores:flags')}?{urlencode(kept)}"


def _print_head(request: StaffRequest, period: str) -> PrintHead:
    at = clock.local(clock.now())
    printed = f"{formats.day(at)} {formats.clock(at)} · {request.user.full_name}"
    return PrintHead("Dấu hiệu cần xem", "", period.capitalize(), printed)
