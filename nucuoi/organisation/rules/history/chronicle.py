"""Writing down what happens to units, event by event, in the order of time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nucuoi.organisation.errors import Problem, WrongList
from nucuoi.organisation.rules.words import SuccessionKind

UNVERIFIED = "VERIFY"


@dataclass(frozen=True, slots=True)
class Version:
    """What a unit is from a day (inclusive) to a day (exclusive, None = open)."""

    unit: str
    name: str
    level: str
    kind: str
    official_code: str
    parent: str | None
    participates: bool
    valid_from: date
    valid_to: date | None
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Passing:
    """One unit passed into another on a day; `new` None = into none, equal to `old` = it lives on."""

    old: str
    new: str | None
    on: date
    kind: SuccessionKind
    legal_basis: str
    evidence: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something happened on a day, as the lists give it."""

    on: date
    legal_basis: str = ""
    evidence: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """All versions and passings."""

    versions: tuple[Version, ...]
    passings: tuple[Passing, ...]

    def __add__(self, other: "History") -> "History":
        return History(self.versions + other.versions, self.passings + other.passings)

    def of(self, unit: str) -> list[Version]:
        """Versions of a unit, the oldest first."""
        found = [version for version in self.versions if version.unit == unit]
        return sorted(found, key=lambda version: version.valid_from)


class Chronicle:
    """A history in the making; events must be told in the order of time."""

    def __init__(self) -> None:
        self._begun: set[str] = set()
        self._open: dict[str, Version] = {}
        self._closed: list[Version] = []
        self._passings: list[Passing] = []

    def current(self, unit: str) -> Version:
        """The version that holds now.

        Raises:
            KeyError: If the unit has not begun or has ended.
        """
        return self._open[unit]

    def begin(self, version: Version) -> None:
        """A unit begins; an identity is never used again.

        Raises:
            WrongList: If a unit of this identity has been before.
        """
        if version.unit in self._begun:
            raise WrongList([Problem("Cây đơn vị", None, f"{version.unit} bắt đầu hai lần.")])
        self._begun.add(version.unit)
        self._open[version.unit] = version

    def change(
        self,
        unit: str,
        cause: Cause,
        *,
        name: str | None = None,
        kind: str | None = None,
        parent: str | None = None,
    ) -> None:
        """A unit lives on under another name, as another kind or below another unit.

        What is None or the same stays; when nothing differs nothing is written.
        """
        old = self._open[unit]
        new = replace(
            old,
            name=name or old.name,
            kind=kind or old.kind,
            parent=parent or old.parent,
            valid_from=cause.on,
            legal_basis=cause.legal_basis,
        )
        differences = list(_differences(old, new))
        if not differences:
            return
        if old.valid_from < cause.on:
            self._closed.append(replace(old, valid_to=cause.on))
        self._open[unit] = new
        for difference in differences:
            self._pass(unit, unit, difference, cause)

    def end(self, unit: str, into: Iterable[str], kind: SuccessionKind, cause: Cause) -> None:
        """A unit ends and passes into others, or into none."""
        self._closed.append(replace(self._open.pop(unit), valid_to=cause.on))
        successors = list(into)
        for new in successors:
            self._pass(unit, new, kind, cause)
        if not successors:
            self._pass(unit, None, kind, cause)

    def split_off(self, unit: str, new: str, cause: Cause) -> None:
        """Part of a unit becomes another unit while it lives on."""
        self._pass(unit, new, SuccessionKind.SPLIT, cause)

    def history(self) -> History:
        """Everything written down."""
        return History((*self._closed, *self._open.values()), tuple(self._passings))

    def _pass(self, old: str, new: str | None, kind: SuccessionKind, cause: Cause) -> None:
        self._passings.append(
            Passing(old, new, cause.on, kind, cause.legal_basis, cause.evidence, cause.verified)
        )


def _differences(old: Version, new: Version) -> Iterable[SuccessionKind]:
    if old.kind != new.kind:
        yield SuccessionKind.CHANGED_KIND
    elif old.name != new.name:
        yield SuccessionKind.RENAMED
    if old.parent != new.parent:
        yield SuccessionKind.MOVED
