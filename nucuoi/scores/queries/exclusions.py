"""Exclusions as pages read them: what was proposed, what the Front decided, what counts no more."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from nucuoi.accounts.queries import full_names
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries as organisation
from nucuoi.scores.models import ExcludedRating, Exclusion, ExclusionLeaf
from nucuoi.scores.queries.flags import names_of, place_of, readable
from nucuoi.scores.rules.looks import RESTORED, Reason


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """A proposal and its decision; `by` and `decided_by` are full names.

    Attributes:
        about: Of what: a device or counter.
        place: The unit.
        scope: `first`, `last`, `since`, `until`, `evidence`, as the proposal chose them.
        confirmed: None = nobody has decided.
        undoes: The exclusion it takes back; None = it is one itself.
        is_undone: Whether it was taken back.
    """

    id: int
    flag: int | None
    about: str
    place: str
    scope: dict[str, str]
    reason: str
    why: str
    basis: str
    ratings: int
    by: str
    username: str
    at: datetime
    confirmed: bool | None
    decided_why: str
    decided_by: str
    decided_at: datetime | None
    undoes: int | None
    is_undone: bool
    may_be_undone: bool

    @property
    def state(self) -> str:
        """In words."""
        if self.confirmed is None:
            return "Chờ Mặt trận xác nhận"
        if not self.confirmed:
            return "Không chấp nhận"
        if self.undoes:
            return "Đã tính lại"
        return "Đã loại, sau đó tính lại" if self.is_undone else "Đã loại"

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the set."""
        return date.fromisoformat(self.scope["first"]), date.fromisoformat(self.scope["last"])


def exclusions(seats: Collection[Seat], today: date) -> list[ExclusionRow]:
    """Proposals that these seats may read, newest first."""
    rows = Exclusion.objects.all()
    units = readable(seats, set(rows.values_list("unit", flat=True).distinct()), today)
    return _rows(rows.filter(unit__in=units))


def all_exclusions() -> list[ExclusionRow]:
    """All proposals, newest first."""
    return _rows(Exclusion.objects.all())


def undecided() -> int:
    """How many proposals wait for the Front."""
    return Exclusion.objects.filter(decision=None).count()


def of_flag(flag: int) -> list[ExclusionRow]:
    """Proposals because of a flag, and to undo them."""
    return _rows(Exclusion.objects.filter(Q(flag=flag) | Q(undoes__flag=flag)))


def unit_of_exclusion(number: int) -> str | None:
    """Identity of the unit an exclusion is of; None = there is none."""
    return Exclusion.objects.filter(pk=number).values_list("unit", flat=True).first()


def confirmed_leaves() -> list[tuple[int, int, str]]:
    """Leaf, number of the proposal and reason of every rating that the Front let move."""
    rows = ExclusionLeaf.objects.filter(exclusion__decision__confirmed=True)
    columns = ("leaf", "exclusion", "exclusion__reason")
    return list(rows.order_by("exclusion", "leaf").values_list(*columns))


def taken_out(months: tuple[int, int]) -> list[ExcludedRating]:
    """Ratings of these months (first and last) that count no more because of an exclusion."""
    undone = Exclusion.objects.filter(undoes__isnull=False, decision__confirmed=True)
    rows = ExcludedRating.objects.filter(month__range=months)
    return list(rows.exclude(exclusion__in=undone.values("undoes")).order_by("id"))


def _rows(found: Iterable[Exclusion]) -> list[ExclusionRow]:
    some = list(
        Exclusion.objects.filter(pk__in=[one.pk for one in found])
        .select_related("decision")
        .prefetch_related("undone_by__decision")
        .order_by("-id")
    )
    about = names_of({one.scope["subject"] for one in some})
    decisions = [one.decision.by for one in some if hasattr(one, "decision")]
    names = full_names({one.proposed_by for one in some} | set(decisions))
    return [_row(one, about, names) for one in some]


def _row(one: Exclusion, about: dict[str, str], names: dict[str, str]) -> ExclusionRow:
    decision = getattr(one, "decision", None)
    last = date.fromisoformat(one.scope["last"])
    undoings = [getattr(other, "decision", None) for other in one.undone_by.all()]
    is_undone = any(made is not None and made.confirmed for made in undoings)
    waits = any(made is None for made in undoings)
    confirmed = None if decision is None else decision.confirmed
    return ExclusionRow(
        id=one.pk,
        flag=one.flag_id,
        about=about.get(one.scope["subject"], one.scope["subject"]),
        place=place_of(organisation.tree(last), one.unit),
        scope=one.scope,
        reason="Tính lại" if one.reason == RESTORED else str(Reason(one.reason).label),
        why=one.why,
        basis=one.basis,
        ratings=one.ratings,
        by=names.get(one.proposed_by, one.proposed_by),
        username=one.proposed_by,
        at=one.proposed_at,
        confirmed=confirmed,
        decided_why=decision.why if decision else "",
        decided_by=names.get(decision.by, decision.by) if decision else "",
        decided_at=decision.at if decision else None,
        undoes=one.undoes_id,
        is_undone=is_undone,
        may_be_undone=bool(confirmed) and one.undoes_id is None and not (is_undone or waits),
    )
