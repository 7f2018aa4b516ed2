"""Flags as pages read them: within reach, newest first, with names and what came of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from nucuoi.accounts.matrix import Reach
from nucuoi.accounts.permissions import reach
from nucuoi.accounts.queries import full_names
from nucuoi.foundation.errors import Forbidden, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Counter, Official
from nucuoi.organisation.queries import Tree
from nucuoi.ratings.queries import names_of_devices
from nucuoi.scores.models import Flag, FlagLook
from nucuoi.scores.rules.looks import NEXT, Outcome

READ = "scores.flag.read"
SHOWN_FOR = timedelta(days=366)
"""How old a flag may be in the list."""
MOST = 300


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person found; `by` is her full name."""

    outcome: Outcome
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag with the names of its time.

    Attributes:
        about: The device, counter, official or service point, in words.
        place: The unit that receives people there.
        columns: Label and count of the picture.
        marked: Places of the columns that the rule speaks of.
        looks: Oldest first.
    """

    id: int
    rule: str
    subject: str
    about: str
    unit: str
    place: str
    first: date
    last: date
    value: float
    threshold: float
    ratings: int
    visits: int | None
    columns: tuple[tuple[str, int], ...]
    marked: tuple[int, ...]
    version: str
    computed_at: datetime
    looks: tuple[Looked, ...]

    @property
    def outcome(self) -> str:
        """The newest outcome; empty = nobody has looked."""
        return self.looks[-1].outcome if self.looks else ""

    @property
    def waits(self) -> bool:
        """Whether somebody should still look."""
        return self.outcome in {"", Outcome.VISIT}

    @property
    def next(self) -> frozenset[str]:
        """Outcomes that may follow."""
        return NEXT[self.outcome]


def flags(seats: Collection[Seat], today: date, rule: str = "") -> list[FlagRow]:
    """Flags of the last year that these seats may read, newest first, at most `MOST`."""
    rows = Flag.objects.filter(last__gt=today - SHOWN_FOR).select_related("computation")
    if rule:
        rows = rows.filter(rule=rule)
    units = set(rows.order_by().values_list("unit", flat=True).distinct())
    rows = rows.filter(unit__in=readable(seats, units, today))
    return _rows(rows.order_by("-last", "-id")[:MOST])


def flag(seats: Collection[Seat], number: int, today: date) -> FlagRow:
    """One flag.

    Raises:
        NotFound: If there is none.
        Forbidden: If none of the seats may read it.
    """
    found = _rows(Flag.objects.filter(pk=number).select_related("computation"))
    if not found:
        raise NotFound("Không có dấu hiệu này.")
    if not readable(seats, {found[0].unit}, today):
        raise Forbidden("Dấu hiệu này thuộc đơn vị khác.")
    return found[0]


def unit_of_flag(number: int) -> str:
    """Identity of the unit a flag is of.

    Raises:
        NotFound: If there is no such flag.
    """
    unit = Flag.objects.filter(pk=number).values_list("unit", flat=True).first()
    if unit is None:
        raise NotFound("Không có dấu hiệu này.")
    return unit


def waiting(today: date, units: Collection[str]) -> int:
    """How many flags of these units wait for a person."""
    rows = Flag.objects.filter(last__gt=today - SHOWN_FOR, unit__in=units)
    newest = FlagLook.objects.filter(flag=OuterRef("pk")).order_by("-id").values("outcome")[:1]
    settled = Q(outcome__isnull=False) & ~Q(outcome=Outcome.VISIT)
    return rows.annotate(outcome=Subquery(newest)).exclude(settled).count()


def waiting_for(seats: Collection[Seat], today: date) -> int:
    """How many flags that these seats may read wait for a person."""
    rows = Flag.objects.filter(last__gt=today - SHOWN_FOR)
    units = set(rows.values_list("unit", flat=True).distinct())
    return waiting(today, readable(seats, units, today)) if units else 0


def readable(seats: Collection[Seat], units: Collection[str], today: date) -> set[str]:
    """Those of the units that these seats reach, or whose heirs they reach today."""
    if any(how is Reach.EVERYWHERE or not seat.unit for seat, how in reach(seats, READ)):
        return set(units)
    reached = {row.unit for row in organisation.reached(seats, READ, today)}
    heirs = organisation.carried_over(units, today)
    return {unit for unit in units if not reached.isdisjoint({unit, *heirs[unit]})}


def _rows(found: Iterable[Flag]) -> list[FlagRow]:
    some = list(found)
    about, looks = names_of({row.subject for row in some}), _looks(row.pk for row in some)
    trees: dict[date, Tree] = {}
    return [_row(row, about, looks.get(row.pk, ()), trees) for row in some]


def _row(
    row: Flag,
    about: Mapping[str, str],
    looks: tuple[Looked, ...],
    trees: dict[date, Tree],
) -> FlagRow:
    units = trees.setdefault(row.last, organisation.tree(row.last))
    return FlagRow(
        id=row.pk,
        rule=row.rule,
        subject=row.subject,
        about=about.get(row.subject) or place_of(units, row.unit),
        unit=row.unit,
        place=place_of(units, row.unit),
        first=row.first,
        last=row.last,
        value=row.value,
        threshold=row.threshold,
        ratings=row.inputs["ratings"],
        visits=row.inputs.get("visits"),
        columns=tuple((label, count) for label, count in row.inputs["columns"]),
        marked=tuple(row.inputs["marked"]),
        version=row.computation.method,
        computed_at=row.computation.computed_at,
        looks=looks,
    )


def place_of(units: Tree, identity: str) -> str:
    """The unit that receives people at a service point: its host, else itself."""
    if identity not in units:
        return identity
    row = units.unit(identity)
    return units.unit(row.parent).name if row.parent and row.parent in units else row.name


def names_of(subjects: Collection[str]) -> dict[str, str]:
    """Names of devices, counters and officials by subject."""
    of: dict[str, set[str]] = {"device": set(), "counter": set(), "official": set(), "point": set()}
    for subject in subjects:
        kind, _, key = subject.partition(":")
        of[kind].add(key)
    devices = names_of_devices(int(key) for key in of["device"])
    counters = Counter.objects.filter(code__in=of["counter"]).values_list("code", "name")
    officials = Official.objects.filter(code__in=of["official"]).values_list("code", "full_name")
    return {
        **{f"device:{number}": name for number, name in devices.items()},
        **{f"counter:{code}": name for code, name in counters},
        **{f"official:{code}": name for code, name in officials},
    }


def _looks(flags: Iterable[int]) -> dict[int, tuple[Looked, ...]]:
    rows = list(FlagLook.objects.filter(flag__in=list(flags)).order_by("id"))
    names = full_names({row.by for row in rows})
    found: dict[int, tuple[Looked, ...]] = {}
    for row in rows:
        looked = Looked(Outcome(row.outcome), row.why, names.get(row.by, row.by), row.at)
        found[row.flag_id] = (*found.get(row.flag_id, ()), looked)
    return found
