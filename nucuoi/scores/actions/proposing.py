"""Proposing that a defined set of ratings is taken out of the figures, or taken back in.

The set is fixed when it is proposed, rating by rating; whoever decides decides about that set.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import queries as ledger
from nucuoi.ledger.proving import index_of
from nucuoi.organisation.models import Counter
from nucuoi.ratings import queries as ratings
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.actions.looking import note, said
from nucuoi.scores.models import Exclusion, ExclusionLeaf, Flag
from nucuoi.scores.rules.looks import MOST_RATINGS, RESTORED, Outcome, Reason


def propose_of_flag(
    *,
    by: Seat,
    flag: int,
    reason: str,
    why: str,
    basis: str,
    since: time | None = None,
    until: time | None = None,
) -> int:
    """Proposes the ratings of a flag's device or counter on its days; returns the new row.

    Args:
        by: Of the operating side, over the flag's unit.
        flag: Row of the flag.
        reason: One of `Reason`.
        why: Why these ratings say nothing.
        basis: What that rests on.
        since, until: Of a device: only between these times of the day.

    Raises:
        NotFound: If there is no such flag.
        Invalid: Naming the field; also when the set is empty or larger than `MOST_RATINGS`.
        Conflict: If the flag has been settled.
    """
    found = Flag.objects.filter(pk=flag).first()
    if found is None:
        raise NotFound("Không có dấu hiệu này.")
    leaves = _leaves(_rated(found, since, until))
    scope: dict[str, object] = {"subject": found.subject, "first": f"{found.first}",
                                "last": f"{found.last}"}  # fmt: skip
    scope |= {name: f"{at.hour}:{at:%M}" for name, at in (("since", since), ("until", until)) if at}
    with transaction.atomic():
        note(by=by, flag=flag, outcome=Outcome.EXCLUDE, why=why)
        return _propose(by, found.unit, scope, leaves, reason, why, basis, flag=found)


def propose_of_counter(
    *,
    by: Seat,
    counter: str,
    first: date,
    last: date,
    evidence: str,
    reason: str,
    why: str,
    basis: str,
) -> int:
    """Proposes the ratings of a counter on some days in one evidence class; returns the new row.

    Args:
        counter: Its code.
        evidence: Name of an `Evidence` in lower case.

    Raises:
        NotFound: If there is no such counter.
        Invalid: As `propose_of_flag`.
    """
    found = Counter.objects.filter(code=counter).first()
    if found is None:
        raise NotFound("Không có quầy mang mã này. Xin kiểm tra lại mã.")
    if last < first:
        raise Invalid(
            "Ngày cuối phải sau ngày đầu.", fields={"last": "Ngày cuối phải sau ngày đầu."}
        )
    kind = Evidence[evidence.upper()]
    leaves = _leaves(ratings.at_counter(found.pk, first, last, [kind]))
    scope = {"subject": f"counter:{counter}", "first": f"{first}", "last": f"{last}",
             "evidence": evidence}  # fmt: skip
    with transaction.atomic():
        return _propose(by, found.point.unit.unit, scope, leaves, reason, why, basis)


def propose_undoing(*, by: Seat, exclusion: int, why: str, basis: str) -> int:
    """Proposes to take the ratings of a confirmed exclusion back in; returns the new row.

    Raises:
        NotFound: If there is no such exclusion.
        Conflict: If it was not confirmed, is itself an undoing, or its undoing is proposed already.
    """
    with transaction.atomic():
        found = Exclusion.objects.select_for_update().filter(pk=exclusion).first()
        if found is None:
            raise NotFound("Không có đề nghị này.")
        if not is_confirmed(found) or found.undoes_id is not None or _is_being_undone(found):
            raise Conflict(
                "Chỉ đề nghị tính lại được một lần loại đã xác nhận và chưa được tính lại."
            )
        leaves = list(found.leaves.order_by("leaf").values_list("leaf", flat=True))
        return _propose(by, found.unit, found.scope, leaves, RESTORED, why, basis, undoes=found)


def is_confirmed(exclusion: Exclusion) -> bool:
    """Whether the Front has confirmed it."""
    decision = getattr(exclusion, "decision", None)
    return decision is not None and decision.confirmed


def _is_being_undone(exclusion: Exclusion) -> bool:
    undone = exclusion.undone_by.select_related("decision")
    return any(getattr(one, "decision", None) is None or is_confirmed(one) for one in undone)


def _rated(flag: Flag, since: time | None, until: time | None) -> list[int]:
    kind, _, key = flag.subject.partition(":")
    if kind == "device":
        return ratings.at_device(int(key), flag.first, flag.last, since, until)
    if kind == "counter" and flag.first == flag.last:
        number = Counter.objects.values_list("id", flat=True).get(code=key)
        headline = (Evidence.TICKET, Evidence.KIOSK)
        return ratings.at_counter(number, flag.first, flag.last, headline)
    sentence = "Dấu hiệu này không chỉ ra lượt nào. Xin đề nghị theo quầy và ngày."
    raise Invalid(sentence)


def _leaves(found: Iterable[int]) -> list[int]:
    """Leaves of those of these ratings that are in the log and count.

    Raises:
        Invalid: If there are none, or too many.
    """
    rated = list(found)
    if len(rated) <= MOST_RATINGS:
        indexes = (index_of(rating) for rating in rated)
        leaves = [i for i in indexes if i is not None and ledger.counted(i) is not None]
        if leaves:
            return sorted(leaves)
        raise Invalid("Trong phạm vi này không còn lượt nào đang tính vào số liệu.")
    raise Invalid(f"Phạm vi này có {len(rated)} lượt; mỗi đề nghị nhiều nhất {MOST_RATINGS} lượt.")


def _propose(
    by: Seat,
    unit: str,
    scope: Mapping[str, object],
    leaves: list[int],
    reason: str,
    why: str,
    basis: str,
    *,
    flag: Flag | None = None,
    undoes: Exclusion | None = None,
) -> int:
    if reason not in Reason.values and undoes is None:
        raise Invalid("Xin chọn lý do.", fields={"reason": "Xin chọn lý do."})
    made = Exclusion.objects.create(
        flag=flag,
        undoes=undoes,
        unit=unit,
        scope=dict(scope),
        reason=reason,
        why=said(why, "why", "Xin ghi vì sao."),
        basis=said(basis, "basis", "Xin ghi căn cứ."),
        ratings=len(leaves),
        proposed_by=by.username,
        proposed_at=clock.now(),
    )
    ExclusionLeaf.objects.bulk_create(
        (ExclusionLeaf(exclusion=made, leaf=leaf) for leaf in leaves), batch_size=500
    )
    what = "restoring" if undoes else "excluding"
    record(by=by, action=f"scores.{what}.proposed", subject=str(made.pk), count=len(leaves),
           what=str(scope["subject"]), why=made.why)  # fmt: skip
    return int(made.pk)
