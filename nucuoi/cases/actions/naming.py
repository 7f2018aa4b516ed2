"""Saying who is meant where nobody knows who was on duty, so that she can be heard."""

from django.db import transaction

from nucuoi.cases.actions.climbing import inspection_of
from nucuoi.cases.actions.moving import standing_for, words_of, write
from nucuoi.cases.permissions import official_of
from nucuoi.cases.queries.names import might_be_meant
from nucuoi.cases.rules import moves
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat

KNOWN = "Phân công trực đã cho biết ai ngồi quầy lúc ấy, nên không ghi người khác."
NOT_THERE = (
    "Người này không công tác tại nơi tiếp dân ấy vào ngày ấy. Xin chọn người trong danh sách."
)


def name_official(*, by: Seat, case: int, official: str, text: str) -> None:
    """Records which official an allegation is about; it may be put right until she is called.

    Of the desk's own body, the matter goes to the next desk up. Named a matter takes the right of
    reply of who is named, and nobody else's word stands for hers.

    Args:
        by: The inspector's seat.
        case: The matter.
        official: Code of somebody posted where the person was received, on that day.
        text: On what grounds.

    Raises:
        Conflict: If it is known who was on duty, or the matter is not open with the inspectors.
        Invalid: If she was not posted there that day, or no grounds are given.
    """
    grounds = words_of(text)
    with transaction.atomic():
        standing = standing_for(by, case)
        if standing.case.official:
            raise Conflict(KNOWN)
        standing.state = moves.after(Kind(standing.kind), State(standing.state), Act.NAMED)
        if official not in dict(might_be_meant(case)):
            raise Invalid(NOT_THERE, fields={"official": NOT_THERE})
        standing.official = official
        desk = inspection_of(standing)
        if desk != standing.desk_unit or official_of(standing.owner) == official:
            standing.owner = ""
        standing.desk_unit = desk
        write(standing, Act.NAMED, by=by, text=grounds)
