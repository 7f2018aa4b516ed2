"""Units carried over to a later day, and by what one passed into another."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from nucuoi.organisation.models import Succession, UnitVersion
from nucuoi.organisation.queries.intake import kept_until_changed
from nucuoi.organisation.queries.units import tree, unit
from nucuoi.organisation.rules.history import Passing
from nucuoi.organisation.rules.succession import Ending, carried
from nucuoi.organisation.rules.tree import UnitRow
from nucuoi.organisation.rules.words import SuccessionKind


def successors(identity: str, on: date) -> list[UnitRow]:
    """Units of that day into which the unit has passed; the unit itself while it exists.

    More than one after a split; empty for an unknown unit or one that begins later.
    """
    return [unit(found, on) for found in carried_over([identity], on)[identity]]


def carried_over(identities: Iterable[str], on: date) -> dict[str, list[str]]:
    """The same for many units at once, as identities; see `rules.succession.carried`."""
    there = frozenset(row.unit for row in tree(on).rows)
    endings = _endings(on)
    return {identity: carried(identity, there, endings) for identity in identities}


def came_from(identity: str, until: date) -> list[Passing]:
    """By what other units passed into this one up to a day, the newest first.

    A split may be of a unit that lives on.
    """
    rows = Succession.objects.filter(new__unit=identity, on__lte=until)
    return _passings(rows.exclude(old__unit=identity).order_by("-on", "id"))


def passed_into(identity: str, until: date) -> list[Passing]:
    """By what the unit passed into others on its last day, if that has come by a day.

    `new` None = into none. Empty while the unit stands, or when nobody wrote it down.
    """
    versions = UnitVersion.objects.filter(unit__unit=identity).order_by("-valid_from")
    ended = versions.values_list("valid_to", flat=True).first()
    if ended is None or ended > until:
        return []
    rows = Succession.objects.filter(old__unit=identity, on=ended)
    return _passings(rows.exclude(new__unit=identity).order_by("id"))


def _passings(rows: QuerySet[Succession]) -> list[Passing]:
    columns = ("old__unit", "new__unit", "on", "kind", "legal_basis", "evidence", "verified")
    return [
        Passing(old, new, on, SuccessionKind(kind), *rest)
        for old, new, on, kind, *rest in rows.values_list(*columns)
    ]


@kept_until_changed
def _endings(until: date) -> dict[str, Ending]:
    """How each unit that has ended by a day did so: its passings of its last day."""
    last: dict[str, tuple[date, str | None]] = {}
    rows = UnitVersion.objects.exclude(valid_to=None).filter(valid_to__lte=until)
    for old, parent, ended in rows.order_by("valid_to").values_list(
        "unit__unit", "parent__unit", "valid_to"
    ):
        assert ended is not None  # the query leaves open versions out
        last[old] = (ended, parent)
    into: dict[str, list[str]] = {old: [] for old in last}
    passings = Succession.objects.exclude(new=None).filter(on__lte=until)
    for old, new, on in passings.order_by("id").values_list("old__unit", "new__unit", "on"):
        if old in last and old != new and last[old][0] == on:
            into[old].append(new)
    return {old: Ending(tuple(into[old]), parent) for old, (_, parent) in last.items()}
