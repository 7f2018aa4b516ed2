"""Counters, holders and their habits at every service point that takes part, each in its own time."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nucuoi.demo.people import invent
from nucuoi.organisation.models import (
    Counter,
    CounterField,
    CounterHolder,
    CounterSuccession,
    Field,
    Official,
    Posting,
    ServicePoint,
    Succession,
    UnitVersion,
)
from nucuoi.organisation.rules.codes import counter_code
from nucuoi.organisation.rules.words import Level, OfficialKind

START = date(2021, 5, 4)
REFORM = date(2025, 7, 1)
SHOWCASE = "bn-07210-2025"
"""Phường Bắc Giang: the unit whose head signs in to the demonstration; the busiest commune."""

_FIELD_CODES = {
    Level.PROVINCE: ("DKKD", "DD", "XD", "LLTP", "LDVL", "YT", "DTU", "MT"),
    Level.DISTRICT: ("HKD", "DD", "CT", "BTXH"),
    Level.COMMUNE: ("HT", "DD", "CT", "BTXH", "HKD", "NCC"),
}
_EASE_OF_FIELD = {"DD": -0.55, "XD": -0.4, "MT": -0.25, "HT": 0.3, "CT": 0.35}


@dataclass
class Desk:
    """A counter of the demonstration and what decides its stream of ratings.

    Attributes:
        per_day: Expected ratings on an ordinary working day.
        ease: Log-odds added to the chance that a person is satisfied.
        coverage: Share of visits that are rated; None = nobody keys visits there.
        holders: (official's row id, first day) in order; each holds until the next.
    """

    counter: Counter
    host: str
    level: str
    fields: list[Field]
    first: date
    last: date
    per_day: float
    ease: float
    coverage: float | None
    tablet: bool
    holders: list[tuple[int, date]] = field(default_factory=list)

    def holder(self, day: date) -> int:
        """Row id of the official who usually sits there on a day."""
        return next(official for official, since in reversed(self.holders) if since <= day)


@dataclass(frozen=True)
class _Host:
    unit: str
    level: str
    point: ServicePoint
    first: date
    ends: date | None


def furnish(chance: random.Random, today: date) -> list[Desk]:
    """Opens counters at every service point that takes part and seats invented people at them.

    Side effects:
        Inserts counters, their fields, holders and successors, officials and postings.
    """
    fields = {row.code: row for row in Field.objects.all()}
    hosts = _hosts()
    desks = [desk for host in hosts for desk in _desks(host, chance, fields, today)]
    open_counters(desks)
    _succeed(desks)
    seat(_terms(desks, chance), chance)
    return desks


def open_counters(desks: Sequence[Desk]) -> None:
    """Inserts the counters of desks, and the fields they serve."""
    Counter.objects.bulk_create(desk.counter for desk in desks)
    CounterField.objects.bulk_create(
        CounterField(counter=desk.counter, field=served, valid_from=desk.counter.valid_from)
        for desk in desks
        for served in desk.fields
    )


def seat(terms: Iterable[tuple[Desk, date]], chance: random.Random) -> None:
    """Seats an invented official at a desk from each of these days on, until the next one of the desk.

    Side effects:
        Inserts officials, holders and postings, and notes the holders at the desks.
    """
    first = Official.objects.count() + 1
    seated = [
        (desk, _official(number, chance), since)
        for number, (desk, since) in enumerate(terms, start=first)
    ]
    Official.objects.bulk_create(official for _, official, _ in seated)
    for desk, official, since in seated:
        desk.holders.append((official.pk, since))
    _record_terms(seated)


def _hosts() -> list[_Host]:
    """Territorial units that take part, with their service points and the span of their lives."""
    spans: dict[str, list[UnitVersion]] = defaultdict(list)
    for version in UnitVersion.objects.filter(
        level__in=_FIELD_CODES, participates=True
    ).select_related("unit"):
        spans[version.unit.unit].append(version)
    points = {
        version.parent.unit: version.unit.service_point
        for version in UnitVersion.objects.filter(level=Level.SERVICE_POINT).select_related(
            "unit__service_point", "parent"
        )
        if version.parent
    }
    return [_host(unit, spans[unit], points[unit]) for unit in sorted(spans) if unit in points]


def _host(unit: str, versions: list[UnitVersion], point: ServicePoint) -> _Host:
    ordered = sorted(versions, key=lambda version: version.valid_from)
    return _Host(unit, ordered[0].level, point, ordered[0].valid_from, ordered[-1].valid_to)


def _desks(host: _Host, chance: random.Random, fields: dict[str, Field], today: date) -> list[Desk]:
    first = max(START, host.first)
    opens = first if host.first >= REFORM else first + timedelta(chance.choice(_DELAYS[host.level]))
    last = host.ends - timedelta(1) if host.ends else today
    codes = _FIELD_CODES[Level(host.level)]
    habit = chance.gauss(0.0, _SPREAD)
    keyed = host.unit == SHOWCASE or chance.random() < _KEYED[host.level]
    desks = []
    for number in range(1, _size(host) + 1):
        code = codes[(number - 1) % len(codes)]
        desks.append(
            Desk(
                counter=Counter(
                    code=counter_code(host.unit, number),
                    point=host.point,
                    number=number,
                    name=f"Quầy {number:02d}",
                    valid_from=first,
                    valid_to=host.ends,
                ),
                host=host.unit,
                level=host.level,
                fields=[fields[code]],
                first=opens,
                last=last,
                per_day=_traffic(host) * chance.uniform(0.6, 1.5),
                ease=_EASE_OF_FIELD.get(code, 0.0) + _temper(host, habit, chance),
                coverage=chance.choice((0.07, 0.18, 0.24, 0.29, 0.35, 0.42)) if keyed else None,
                tablet=host.unit == SHOWCASE or number == 1 or chance.random() < 0.5,
            )
        )
    return desks


_SPREAD = 0.4
"""How far apart offices lie in log-odds: enough that a quarter tells some of them from the others."""
_DELAYS: dict[str, tuple[int, ...]] = {
    Level.PROVINCE: (0,),
    Level.DISTRICT: (0, 30, 60, 120, 210),
    Level.COMMUNE: (90, 180, 300, 400, 540, 700),
}
_KEYED: dict[str, float] = {Level.PROVINCE: 1.0, Level.DISTRICT: 0.9, Level.COMMUNE: 0.55}


def _size(host: _Host) -> int:
    if host.unit == SHOWCASE:
        return 6
    if host.level == Level.PROVINCE:
        return 8
    if host.level == Level.DISTRICT:
        return 4
    return 2 if host.first < REFORM else 3


def _traffic(host: _Host) -> float:
    if host.unit == SHOWCASE:
        return 6.0
    if host.level == Level.PROVINCE:
        return 2.2
    if host.level == Level.DISTRICT:
        return 0.8
    return 0.09 if host.first < REFORM else 0.85


def _temper(host: _Host, habit: float, chance: random.Random) -> float:
    """Most counters of an office are alike; about one in fifteen is clearly weaker, not in the showcase."""
    temper, weak = chance.gauss(0.15, 0.35), chance.random() < 0.065
    return temper if host.unit == SHOWCASE else temper + habit - (1.5 if weak else 0.0)


def _succeed(desks: list[Desk]) -> None:
    """A closed counter points to the first counter of the unit that its own passed into."""
    firsts = {desk.host: desk.counter for desk in reversed(desks)}
    passed = {
        row.old.unit: (row.new.unit, row.on)
        for row in Succession.objects.select_related("old", "new")
        if row.new and row.old_id != row.new_id
    }
    CounterSuccession.objects.bulk_create(
        CounterSuccession(
            old=desk.counter, new=firsts[passed[desk.host][0]], on=passed[desk.host][1]
        )
        for desk in desks
        if desk.counter.valid_to and desk.host in passed and passed[desk.host][0] in firsts
    )


def _terms(desks: Sequence[Desk], chance: random.Random) -> Iterator[tuple[Desk, date]]:
    """Days on which somebody new sits down at a desk: the first, then about every second year."""
    for desk in desks:
        since = desk.counter.valid_from
        while since <= desk.last:
            yield desk, since
            since += timedelta(chance.randint(400, 1100))


def _record_terms(seated: list[tuple[Desk, Official, date]]) -> None:
    postings, holders = [], []
    for desk, official, since in seated:
        later = [first for _, first in desk.holders if first > since]
        until = later[0] if later else desk.counter.valid_to
        span = {"official": official, "valid_from": since, "valid_to": until}
        holders.append(CounterHolder(counter=desk.counter, **span))
        postings.append(Posting(unit=desk.counter.point.unit, position=_POSITION, **span))
    CounterHolder.objects.bulk_create(holders)
    Posting.objects.bulk_create(postings)


_POSITION = "Công chức tiếp nhận và trả kết quả"


def _official(number: int, chance: random.Random) -> Official:
    kind = chance.choices(
        (OfficialKind.CIVIL_SERVANT, OfficialKind.PUBLIC_EMPLOYEE, OfficialKind.POSTAL),
        (80, 14, 6),
    )[0]
    return Official(code=f"td-{number:05d}", full_name=invent(chance), kind=kind, invented=True)
