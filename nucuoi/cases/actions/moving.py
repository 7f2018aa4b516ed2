"""Every move of a matter: one transaction, one record, one audit row."""

from django.conf import settings
from django.db import transaction

from nucuoi.accounts.models import RoleGrant, User
from nucuoi.accounts.rules import Role
from nucuoi.cases.actions.messages import keep_message
from nucuoi.cases.actions.opening import desk_of, record_move
from nucuoi.cases.actions.reckoning import keep, reckon
from nucuoi.cases.models import Case, CaseMessage, CaseMove, CaseStanding
from nucuoi.cases.permissions import official_of, seat_for
from nucuoi.cases.queries.calendar import span_for, swapped_days
from nucuoi.cases.queries.outcomes import awaits, is_heard
from nucuoi.cases.rules import moves
from nucuoi.cases.rules.deadlines import due_at
from nucuoi.cases.rules.notices import answer_waits
from nucuoi.cases.rules.words import Act, Desk, Kind, Level, State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.notify import actions as notify
from nucuoi.ratings.queries import remark_text
from nucuoi.ratings.queries.contacts import contact_of

LONGEST = 4000
"""Characters of a note, answer or reason."""
CITIZENS = (Act.WROTE_BACK, Act.REOPENED)
"""Acts that bring words of the citizen."""
NOT_HEARD = "Chưa có lời giải trình của người được nhắc đến. Xin mời giải trình trước khi kết luận có vi phạm."
ABOUT_HERSELF = "Không giao phản ánh cho chính người được nhắc đến. Xin chọn người khác."


def assign(*, by: Seat, case: int, username: str) -> None:
    """Gives a matter to somebody of the desk, or takes it over from whom it had.

    Raises:
        Invalid: If she may not settle it, or it is about her.
    """
    with transaction.atomic():
        standing = standing_for(by, case)
        _check_owner(standing, username)
        standing.owner = username
        move(standing, Act.ASSIGNED, by=by)


def note(*, by: Seat, case: int, text: str) -> None:
    """Adds an internal note; the citizen never sees it."""
    _with_text(by, case, Act.NOTED, text)


def answer(*, by: Seat, case: int, text: str) -> None:
    """Answers the citizen: it cannot be changed after, and is a leaf of the log."""
    words = words_of(text)
    with transaction.atomic():
        made = move(standing_for(by, case), Act.ANSWERED, by=by)
        keep_message(made, words, masked=words)
        _tell(made)


def close(*, by: Seat, case: int, text: str) -> None:
    """Ends a matter that needs no answer, with the reason."""
    _with_text(by, case, Act.CLOSED, text)


def call_to_explain(*, by: Seat, case: int, text: str) -> None:
    """Asks the official to explain on her own page: her right of reply. She reads this text alone.

    Raises:
        Conflict: If nobody knows which official is meant, or she is asked already.
    """
    words = words_of(text)
    with transaction.atomic():
        standing = standing_for(by, case)
        if not standing.official:
            raise Conflict("Chưa biết phản ánh này nói đến cán bộ nào, nên chưa mời ai được.")
        if awaits(case):
            raise Conflict("Đã mời và đang chờ lời trình bày.")
        move(standing, Act.CALLED, by=by, text=words)


def explain(*, by: Seat, case: int, text: str) -> None:
    """Keeps what the official explained, as it was taken down, or that she did not come."""
    _with_text(by, case, Act.EXPLAINED, text)


def conclude(*, by: Seat, case: int, outcome: Act, text: str) -> None:
    """Ends an allegation, as the inspection desk that has it: only upheld counts for criterion 4.

    Args:
        by: The inspector's seat.
        case: The matter.
        outcome: One of `CONCLUSIONS`.
        text: On what grounds.

    Raises:
        Conflict: If it is to be upheld and the official named has not been heard.
    """
    words = words_of(text)
    with transaction.atomic():
        standing = standing_for(by, case)
        if outcome == Act.UPHELD and standing.official and not is_heard(case):
            raise Conflict(NOT_HEARD)
        move(standing, outcome, by=by, text=words)


def pass_on(*, by: Seat, case: int, text: str) -> None:
    """Sends a matter the other road: feedback to the inspectors, what is no allegation to the unit.

    A new clock begins, nobody owns it, and it has climbed nowhere yet.
    """
    words = words_of(text)
    with transaction.atomic():
        standing = standing_for(by, case)
        there = Case.objects.get(pk=case)
        today = clock.today()
        to = Kind.FEEDBACK if standing.kind == Kind.ALLEGATION else Kind.ALLEGATION
        standing.state = moves.after(Kind(standing.kind), _state(standing), Act.PASSED_ON)
        standing.kind = to
        standing.desk, standing.desk_unit = desk_of(to, there.unit, there.official, today)
        standing.owner, standing.level, standing.official = "", Level.HANDLER, there.official
        start_clock(standing)
        write(standing, Act.PASSED_ON, by=by, text=words)


def unmask(*, by: Seat, case: int) -> str:
    """All words of the citizen as they were written, for who settles it; every look is a record.

    Returns:
        The remark and her messages, a blank line between; empty when they have been erased.

    Raises:
        Conflict: If the seat is not the desk's own: who only watches does not unmask.
    """
    with transaction.atomic():
        standing = standing_for(by, case)
        if standing.desk == Desk.UNIT and by.unit != standing.desk_unit:
            raise Conflict("Chỉ đơn vị đang xử lý mới xem được thông tin đã che.")
        rating = Case.objects.values_list("rating", flat=True).get(pk=case)
        move(standing, Act.UNMASKED, by=by)
    written = CaseMessage.objects.filter(move__case=case, move__act__in=CITIZENS)
    words = [
        remark_text(rating) if rating else "",
        *written.order_by("pk").values_list("text", flat=True),
    ]
    return "\n\n".join(filter(None, words))


def _tell(answer: CaseMove) -> None:
    """Queues the notice that an answer waits, if a contact was left: never what it says."""
    rating = answer.case.rating
    contact, lang = contact_of(rating) if rating else ("", "")
    if contact:
        subject, text = answer_waits(lang, f"{settings.BASE_URL}/tra-cuu/")
        notify.queue(key=f"answer:{answer.pk}", contact=contact, subject=subject, text=text)


def _with_text(by: Seat, case: int, act: Act, text: str) -> CaseMove:
    words = words_of(text)
    with transaction.atomic():
        return move(standing_for(by, case), act, by=by, text=words)


def standing_for(by: Seat, case: int) -> CaseStanding:
    """The matter's standing, locked; raises NotFound unless the seat reaches it."""
    seat_for([by], case, clock.today())
    return CaseStanding.objects.select_for_update().get(pk=case)


def move(standing: CaseStanding, act: Act, *, by: Seat, text: str = "") -> CaseMove:
    """Makes one legal move with a locked standing; raises Conflict when it is none."""
    standing.state = moves.after(Kind(standing.kind), _state(standing), act)
    return write(standing, act, by=by, text=text)


def write(standing: CaseStanding, act: Act, *, by: Seat, text: str = "") -> CaseMove:
    """Saves a standing as an act has left it, with the record of the act."""
    at = clock.now()
    reckon(standing, act, at)
    keep(standing)
    return record_move(standing, act, by=by, text=text, at=at)


def _state(standing: CaseStanding) -> State:
    return State(standing.state)


def start_clock(standing: CaseStanding) -> None:
    """Begins a new clock today."""
    today = clock.today()
    span = span_for(Kind(standing.kind), today)
    standing.due_at = None if span is None else due_at(today, span, swapped_days())


def words_of(text: str) -> str:
    """A note, an answer or a reason without blanks around it; raises Invalid when empty or too long."""
    words = text.strip()
    if not words or len(words) > LONGEST:
        sentence = f"Xin viết từ 1 đến {LONGEST} ký tự."
        raise Invalid(sentence, fields={"text": sentence})
    return words


def _check_owner(standing: CaseStanding, username: str) -> None:
    if username not in _settlers(standing):
        sentence = "Người này không có vai trò xử lý phản ánh tại đơn vị. Xin chọn người khác."
        raise Invalid(sentence, fields={"username": sentence})
    official = official_of(username)
    if official and official == standing.official:
        raise Invalid(ABOUT_HERSELF, fields={"username": ABOUT_HERSELF})


def settlers_of(case: int) -> list[str]:
    """User names of those who may settle a matter: the desk's own people, without whom it is about."""
    return _settlers(CaseStanding.objects.select_related("case").get(pk=case))


def _settlers(standing: CaseStanding) -> list[str]:
    today = clock.today()
    roles = [Role.INSPECTOR] if standing.desk == Desk.INSPECTION else [Role.HANDLER, Role.HEAD]
    grants = RoleGrant.objects.filter(
        role__in=roles, unit=standing.desk_unit, valid_from__lte=today
    )
    people = User.objects.filter(is_active=True, grants__in=grants.exclude(valid_to__lte=today))
    about = standing.official
    there = people.exclude(official=about) if about else people
    return sorted(set(there.values_list("username", flat=True)))
