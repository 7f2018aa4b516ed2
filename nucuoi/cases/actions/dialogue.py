"""What a citizen does with her code: writes back, says whether the answer satisfied, has it looked at again."""

from datetime import datetime, timedelta

from django.db import transaction

from nucuoi.cases.actions.messages import keep_message
from nucuoi.cases.actions.moving import move, start_clock, write
from nucuoi.cases.models import CaseMove, CaseStanding
from nucuoi.cases.queries import dialogue as queries
from nucuoi.cases.rules import moves
from nucuoi.cases.rules.words import Act, Kind, Level, State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.ratings import triage

CITIZEN = Seat(username="", role="anonymous")
"""Who holds the code of a rating; nobody knows more."""
LONGEST = 2000
"""Characters of a message, as of a remark."""
MOST = 10
"""Messages of a citizen in one matter."""
SILENCE = timedelta(days=15)
"""An answer that nobody objects to for so long ends the matter."""
_AT_ONCE = 500


def write_back(*, rating: int, text: str, by: Seat = CITIZEN) -> None:
    """Adds a message to the matter that a rating opened.

    Raises:
        NotFound: If there is no matter.
        Invalid: If the text is empty or too long.
        Conflict: If the matter is closed, or ten messages have been written.
    """
    words = _words(text)
    with transaction.atomic():
        standing = _standing(rating)
        if CaseMove.objects.filter(case=standing.pk, act=Act.WROTE_BACK).count() >= MOST:
            raise Conflict(f"Đã viết đủ {MOST} lời nhắn. Xin đợi đơn vị trả lời.", reason="full")
        made = move(standing, Act.WROTE_BACK, by=by)
        keep_message(made, words, masked=triage.read(words).masked)


def say_satisfied(*, rating: int, by: Seat = CITIZEN) -> None:
    """Says that the answer satisfied: it takes effect after three days, until then it is undone at will."""
    with transaction.atomic():
        standing = _standing(rating)
        if queries.satisfied_at(standing.pk) is not None:
            sentence = "Ông/Bà đã cho biết hài lòng với câu trả lời này."
            raise Conflict(sentence, reason="satisfied")
        move(standing, Act.SATISFIED, by=by)


def take_back(*, rating: int, by: Seat = CITIZEN) -> None:
    """Takes back that the answer satisfied.

    Raises:
        Conflict: If she has not said so, or it has taken effect.
    """
    with transaction.atomic():
        standing = _standing(rating)
        if queries.satisfied_at(standing.pk) is None:
            sentence = "Ông/Bà chưa cho biết hài lòng, hoặc đã rút lại."
            raise Conflict(sentence, reason="not_satisfied")
        move(standing, Act.TOOK_BACK, by=by)


def reopen(*, rating: int, text: str = "", by: Seat = CITIZEN) -> None:
    """Has the matter looked at again, once: the level above sees it from now on, a new clock begins.

    Raises:
        Conflict: If it was reopened before, or was not answered yet.
    """
    words = _words(text) if text.strip() else ""
    with transaction.atomic():
        standing = _standing(rating)
        if CaseMove.objects.filter(case=standing.pk, act=Act.REOPENED).exists():
            sentence = "Phản ánh này đã được xem lại một lần, không mở lại được nữa."
            raise Conflict(sentence, reason="reopened")
        standing.state = moves.after(Kind(standing.kind), State(standing.state), Act.REOPENED)
        standing.level = max(standing.level, Level.ABOVE)
        start_clock(standing)
        made = write(standing, Act.REOPENED, by=by)
        if words:
            keep_message(made, words, masked=triage.read(words).masked)


def settle(*, by: Seat = SYSTEM, now: datetime | None = None) -> int:
    """Closes answered matters: three days after "satisfied", fifteen after the last move; how many."""
    at = now or clock.now()
    answered = CaseStanding.objects.filter(state=State.ANSWERED).order_by("pk")
    due = list(queries.settled_by(answered, at, SILENCE)[:_AT_ONCE])
    return sum(_close(case, at, by) for case in due)


def _close(case: int, at: datetime, by: Seat) -> int:
    with transaction.atomic():
        standing = CaseStanding.objects.select_for_update().get(pk=case)
        still = CaseStanding.objects.filter(pk=case, state=State.ANSWERED)
        if not list(queries.settled_by(still, at, SILENCE)):
            return 0  # she has just written
        move(standing, Act.CLOSED, by=by)
    return 1


def _standing(rating: int) -> CaseStanding:
    found = CaseStanding.objects.select_for_update().filter(case__rating=rating).first()
    if found is None or found.kind == Kind.THANKS:
        raise NotFound("Đánh giá này không có phản ánh đang được xử lý.", reason="none")
    return found


def _words(text: str) -> str:
    words = text.strip()
    if not words or len(words) > LONGEST:
        sentence = f"Xin viết từ 1 đến {LONGEST} ký tự."
        raise Invalid(sentence, fields={"text": sentence})
    return words
