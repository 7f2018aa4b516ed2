"""Filling an installation with many remarks and their matters, as the follower leaves them.

`python -m nucuoi.bench.matters 1000000`. Bypassed are ratings, leaves, moves and the journal: an inbox
reads none of them. Texts are put together from the demonstration's, so that words are as common as in
life; every thousandth holds a word of its own.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import django

CHUNK = 50_000
SEED = 20261128
_READING = (
    "rating", "unit", "day", "masked", "folded", "topics", "abusive", "junk", "version",
)  # fmt: skip
_CASE = (
    "id", "rating", "kind", "unit", "point", "official", "topic", "day", "half", "wants_answer",
    "opened_at", "citation",
)  # fmt: skip
_STANDING = (
    "case_id", "kind", "state", "desk", "desk_unit", "owner", "level", "due_at", "begun", "month", "first_due",
    "met", "answer_days", "close_days", "satisfied", "reopened", "topic", "official", "alike",
)  # fmt: skip
_DAYS = 1_800
"""Over how many days they came."""
_STATES = ("open", "answered", *["closed"] * 18)
_KINDS = ("allegation", *["feedback"] * 24)
_ON_DUTY = tuple(f"CB-{number}" for number in range(20))
"""Officials of each unit."""
HANDLER = "bench.handler."
"""Begins the user name of whoever has a third of a unit's matters; the unit follows."""
_TOPICS = ("", "thai_do", "cho_doi", "tre_hen", "huong_dan")
_INSPECTION = "bn-24-2025"
"""Over which the inspectors sit."""
_COUNTS_NOT = (*[None] * 7, False)
_BEGINNING = 20
"""Letters by which remarks of a unit are grouped here: larger groups than the follower makes."""
Rows = list[tuple[object, ...]]


def main() -> None:
    """Fills the installation of the environment with so many remarks."""
    django.setup()
    fill(int(sys.argv[1]))


def fill(remarks: int) -> None:
    """Makes the tree, the counters and so many remarks in an installation that has none."""
    from django.db import connection

    from nucuoi.bench import bulk
    from nucuoi.demo.places import furnish
    from nucuoi.foundation import clock
    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.organisation.actions import import_units

    import_units(by=SYSTEM)
    furnish(random.Random(SEED), clock.today())  # noqa: S311  # invents, keeps no secret
    places, tally = _places(), Counter[tuple[object, ...]]()
    with bulk.unguarded():
        for first in range(1, remarks + 1, CHUNK):
            rows = _rows(places, range(first, min(first + CHUNK, remarks + 1)), remarks)
            for table, columns, made in zip(_TABLES, _COLUMNS, rows, strict=True):
                bulk.write(table, columns, made)
            tally.update(_cells(rows[2]))
        bulk.count_on("cases_case", remarks)
        bulk.write("cases_casetally", _TALLY, [(*cell, count) for cell, count in tally.items()])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


_TABLES = ("cases_reading", "cases_case", "cases_casestanding", "cases_likeness")
_TALLY = ("month", "desk_unit", "what", "number", "count")
_COLUMNS = (_READING, _CASE, _STANDING, ("rating", "first"))


def _places() -> Sequence[tuple[str, str]]:
    """Service points of today and the units that host them."""
    from nucuoi.foundation import clock
    from nucuoi.organisation.queries import tree
    from nucuoi.organisation.rules.words import Level

    rows = tree(clock.today()).rows
    return [(row.unit, row.parent or row.unit) for row in rows if row.level == Level.SERVICE_POINT]


def _rows(places: Sequence[tuple[str, str]], numbers: range, of: int) -> tuple[Rows, ...]:
    from nucuoi.foundation import clock

    chance = random.Random(numbers.start)  # noqa: S311  # invents, keeps no secret
    made: tuple[Rows, ...] = ([], [], [], [])
    firsts: dict[tuple[object, str], int] = {}
    for number in numbers:
        # Few places have most of the remarks, as in life.
        busy = min(int(chance.expovariate(6) * len(places)), len(places) - 1)
        opened = clock.now() - timedelta(days=(of - number) * _DAYS // of)
        reading, case, standing = _row(chance, number, places[busy], opened)
        first = firsts.setdefault((reading[1], str(reading[3])[:_BEGINNING]), number)
        rows_of_one = (reading, case, (*standing, first), (number, first))
        for rows, row in zip(made, rows_of_one, strict=True):
            rows.append(row)
    return made


def _cells(standings: Rows) -> Iterator[tuple[object, ...]]:
    """Where the figures count each matter."""
    from nucuoi.cases.rules.reckoning import Reckoned
    from nucuoi.cases.rules.tallying import tallied

    for standing in standings:
        columns: Mapping[str, Any] = dict(zip(_STANDING, standing, strict=True))
        counted = Reckoned(**{one.name: columns[one.name] for one in fields(Reckoned)})
        for cell in tallied(counted, waiting=columns["state"] == "open"):
            yield columns["month"], columns["desk_unit"], *cell


def _row(
    chance: random.Random, number: int, place: tuple[str, str], opened: datetime
) -> Iterator[tuple[object, ...]]:
    """A reading, its matter and how that stands."""
    from nucuoi.demo.remarks import remark
    from nucuoi.foundation import clock
    from nucuoi.foundation.names import fold

    point, unit = place
    score = chance.choice((1, 2, 2, 4, 5))
    text = f"{remark(chance, score)} {remark(chance, chance.randint(1, 5))}"
    text += f" Quầy {number}." if number % 1000 == 0 else ""
    kind = chance.choice(_KINDS) if score < 3 else "thanks"
    topic, half, official = chance.choice(_TOPICS), number % 2, chance.choice(_ON_DUTY)
    day, since = clock.day_number(clock.local(opened).date()), _instant(opened)
    yield number, unit, day, text, fold(text), "[]", False, False, 2
    yield number, number, kind, unit, point, official, topic, day, half, score < 3, since, "bench"
    yield (number, *_standing(chance, kind, unit, opened), topic, official)


def _standing(chance: random.Random, kind: str, unit: str, opened: datetime) -> tuple[object, ...]:
    """How a matter stands."""
    if kind == "thanks":
        return kind, "closed", "unit", unit, "", 0, None, *_COUNTS_NOT
    state, due = chance.choice(_STATES), _instant(opened + timedelta(days=7))
    if kind == "allegation":
        return kind, state, "inspection", _INSPECTION, "", 0, due, *_COUNTS_NOT
    owner, level = chance.choice(("", "", HANDLER + unit)), chance.choice((0, 0, 1, 2, 3))
    return kind, state, "unit", unit, owner, level, due, *_counted(chance, opened, state)


def _counted(chance: random.Random, opened: datetime, state: str) -> tuple[object, ...]:
    """What counts of a matter that a unit has: `cases.rules.reckoning.Reckoned`."""
    from nucuoi.foundation import clock

    on, days = clock.local(opened).date(), chance.choice((1, 2, 2, 3, 3, 4, 5, 7, 9, 13))
    answered, closed = state != "open", state == "closed"
    return (
        on.isoformat(),
        clock.month(on),
        _instant(opened + timedelta(days=7)),
        days <= 5 if answered else None,
        days if answered else None,
        days + 15 if closed else None,
        chance.choice((None, None, True, True, False)) if closed else None,
        answered and days == 9,
    )


def _instant(at: datetime) -> object:
    """As Django stores it in the database at hand."""
    from django.db import connection

    return connection.ops.adapt_datetimefield_value(at)


if __name__ == "__main__":
    main()
