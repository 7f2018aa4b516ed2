"""Released tables made again from the leaves: the first cell of each that differs is named."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nucuoi.auditor.bundle import Table
from nucuoi.auditor.counting import CANARY, Key, Recount
from nucuoi.fairness.errors import Unusable
from nucuoi.fairness.published import Gathered, Place, State, make

Row = dict[str, Any]
Ratings = dict[tuple[str, tuple[str, str]], list[int]]


@dataclass(slots=True)
class Made:
    """What the leaves give for a table at the size it counts."""

    ratings: Ratings
    excluded: dict[str, int]
    canaries: dict[str, int]


class Released:
    """All released tables of a log, checked one after the other in the order of their leaves."""

    def __init__(self) -> None:
        self.checked = 0
        self._said: dict[int, Table] = {}
        self._made: dict[int, Made] = {}
        self._cuts: dict[int, list[Table]] = defaultdict(list)
        self._states: dict[str, tuple[int, State]] = {}

    def expect(self, tables: Iterable[Table]) -> None:
        """Takes what each table was made of."""
        for table in tables:
            self._said[table.index] = table
            self._cuts[table.leaves].append(table)

    def reach(self, leaves: int, recount: Recount) -> None:
        """Keeps what the tables that count the first so many leaves are made of."""
        if found := self._cuts.pop(leaves, None):
            self._made.update(_made(found, recount))

    def check(self, index: int, core: bytes) -> str:
        """What is wrong with the table in a leaf, in Vietnamese; empty when nothing is."""
        self.checked += 1
        table, made = self._said.pop(index, None), self._made.pop(index, None)
        if table is None or made is None:
            return f"Dòng {index}: không có gì để tính lại bảng kết quả này."
        try:
            content = json.loads(core)
            return self._against(table, made, content)
        except (KeyError, TypeError, ValueError, AttributeError, Unusable) as fault:
            return f"Dòng {index}: bảng kết quả không đọc được ({type(fault).__name__})."

    def missing(self) -> Iterator[str]:
        """Tables that are shown as released and stand in no leaf."""
        for index, table in sorted(self._said.items()):
            yield f"Bảng kết quả từ {table.first} đến {table.last}: dòng {index} không phải một bảng đã công bố."

    def _against(self, table: Table, made: Made, content: Row) -> str:
        name = f"Bảng kết quả kỳ {content['span']}, lần {content['revision']}"
        said = (content["leaves"], content["first"], content["last"], content["places"])
        if said != (table.leaves, table.first, table.last, _digest(table.places)):
            return f"{name}: kỳ, số dòng hoặc nơi đặt quầy không như đã công bố."
        revision, before = self._states.get(content["span"], (-1, None))
        if content["revision"] != revision + 1:
            return f"{name}: lần trước là {revision}."
        rows, state = make(_gathered(table, made, content["rows"]), before)
        self._states[content["span"]] = content["revision"], state
        difference = _difference(content["rows"], rows)
        return f"{name}, {difference}." if difference else ""


def _made(tables: list[Table], recount: Recount) -> dict[int, Made]:
    """One pass over all counts for the tables that are made at this size."""
    found = {
        table.index: Made(defaultdict(lambda: [0] * 5), defaultdict(int), defaultdict(int))
        for table in tables
    }
    months: dict[int, list[Table]] = defaultdict(list)
    for table in tables:
        for month in _months(table):
            months[month].append(table)
    for (period, key), counts in recount.cells.items():
        if period == "month":
            for table in months.get(key[0], ()):
                _add(found[table.index], table, key, counts)
    for content, why in recount.void.values():
        for table in months.get(_month(content["day"]), ()):
            if unit := table.places.get(content["counter"]):
                made = found[table.index]
                (made.canaries if why == CANARY else made.excluded)[unit] += 1
    return found


def _add(made: Made, table: Table, key: Key, counts: Counter[str]) -> None:
    _, counter, _, field, evidence, _ = key
    if unit := table.places.get(counter):
        total = made.ratings[unit, (field, evidence)]
        for place in range(5):
            total[place] += counts[f"s{place + 1}"]


def _gathered(table: Table, made: Made, rows: list[Row]) -> Gathered:
    """With the tree as the table itself gives it."""
    return Gathered(
        places=[
            Place(row["unit"], row.get("parent", ""), row["level"], row["name"]) for row in rows
        ],
        ratings={key: (n[0], n[1], n[2], n[3], n[4]) for key, n in made.ratings.items()},
        excluded=made.excluded,
        canaries=made.canaries,
        answered=table.answered,
    )


def _difference(said: list[Row], right: list[Row]) -> str:
    """The first cell that differs, in the order of the table."""
    for one, other in zip(said, right, strict=True):
        for name in sorted(one.keys() | other.keys()):
            if one.get(name) != other.get(name):
                return (
                    f"{one['name']} ({one['unit']}): {name} = {_cell(one.get(name))}, "
                    f"đúng ra {_cell(other.get(name))}"
                )
    return ""


def _cell(value: object) -> str:
    return "không nêu" if value is None else str(value)


def _digest(places: dict[str, str]) -> str:
    text = json.dumps(places, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _months(table: Table) -> list[int]:
    """As counts number them."""
    first, last = (date.fromisoformat(day) for day in (table.first, table.last))
    return [
        year * 100 + month
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]


def _month(day: int) -> int:
    on = date(1970, 1, 1) + timedelta(days=day)
    return on.year * 100 + on.month
