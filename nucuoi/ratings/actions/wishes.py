"""What another system asks for in codes becomes tickets that can be minted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.models import Counter, Field, Procedure
from nucuoi.ratings.actions.tickets import LONGEST_VALID, Wanted

_UNKNOWN_COUNTER = "Không có quầy mang mã này."
_UNKNOWN_FIELD = "Không có lĩnh vực mang mã này."
_PAST = "Thời điểm hết hạn đã qua."
_FAR = f"Mã mời dùng trong tối đa {LONGEST_VALID.days} ngày."


@dataclass(frozen=True, slots=True)
class Wish:
    """A ticket in codes, as another system says it; empty = not said."""

    counter: str
    field: str
    procedure: str
    late: bool
    expires_at: datetime | None
    reference: str


def granted(wishes: Sequence[Wish]) -> list[Wanted]:
    """The rows these codes mean, in their order; a known procedure brings its field.

    Raises:
        Invalid: `fields` names each wrong one by its place: `3.counter`.
    """
    counters = _counters(wish.counter for wish in wishes)
    fields = {row.code: row for row in Field.objects.all()}
    by_procedure = _fields_of(wish.procedure for wish in wishes)
    wrong: dict[str, str] = {}
    for place, wish in enumerate(wishes):
        faults = _faults(wish, counters.get(wish.counter.strip().lower()), fields)
        wrong |= {f"{place}.{name}": sentence for name, sentence in faults.items()}
    if wrong:
        raise Invalid("Có mục chưa đúng, nên chưa phát hành mã nào.", fields=wrong)
    return [
        Wanted(
            counter=counters[wish.counter.strip().lower()],
            field=fields.get(wish.field) or by_procedure.get(wish.procedure),
            procedure=wish.procedure,
            late=wish.late,
            expires_at=wish.expires_at,
            reference=wish.reference,
        )
        for wish in wishes
    ]


def _faults(wish: Wish, counter: Counter | None, fields: dict[str, Field]) -> dict[str, str]:
    found = {}
    if sentence := _not_open(counter):
        found["counter"] = sentence
    if wish.field and wish.field not in fields:
        found["field"] = _UNKNOWN_FIELD
    if wish.expires_at is not None:
        ahead = wish.expires_at - clock.now()
        if ahead.total_seconds() <= 0 or ahead > LONGEST_VALID:
            found["expires_at"] = _FAR if ahead > LONGEST_VALID else _PAST
    return found


def _not_open(counter: Counter | None) -> str:
    """Why nobody can have been served at a counter today; empty = somebody can."""
    today = clock.today()
    if counter is None:
        return _UNKNOWN_COUNTER
    if counter.valid_from > today:
        return f"Quầy này mở từ ngày {counter.valid_from:%d/%m/%Y}."
    if counter.valid_to is not None and counter.valid_to <= today:
        return f"Quầy này đã ngừng từ ngày {counter.valid_to:%d/%m/%Y}."
    return ""


def _counters(codes: Iterable[str]) -> dict[str, Counter]:
    wanted = {code.strip().lower() for code in codes if code.isprintable()}
    return {row.code: row for row in Counter.objects.filter(code__in=wanted)}


def _fields_of(procedures: Iterable[str]) -> dict[str, Field]:
    wanted = {code for code in procedures if code and code.isprintable()}
    rows = Procedure.objects.filter(code__in=wanted).select_related("field")
    return {row.code: row.field for row in rows}
