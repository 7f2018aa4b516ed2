"""Tables of results over random trees and histories: nothing small, nothing solvable, nothing unfair."""

import os
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from nucuoi.fairness.published import COUNTS, Gathered, Place, State, make, summed
from nucuoi.fairness.published.gathered import Levels

Random = np.random.Generator
Row = dict[str, Any]
_EVIDENCE = {"n": "kiosk", "open": "open", "paper": "paper"}


def a_tree(random: Random) -> list[Place]:
    """A province with districts and communes."""
    places = [Place("p", "", "province", "P")]
    for district in range(random.integers(1, 4)):
        places.append(Place(f"d{district}", "p", "district", f"D{district}"))
        communes = range(random.integers(1, 5))
        places += [Place(f"c{district}{one}", f"d{district}", "commune", "C") for one in communes]
    return places


def counts_of(places: list[Place], random: Random) -> dict[tuple[str, str], Levels]:
    """Levels of each commune by evidence."""
    top = random.choice([2, 8, 60])
    return {
        (place.unit, evidence): _levels(random.integers(0, top, 5))
        for place in places
        if place.level == "commune"
        for evidence in _EVIDENCE.values()
    }


def _levels(numbers: Any) -> Levels:
    one, two, three, four, five = (int(number) for number in numbers)
    return one, two, three, four, five


def gathered(places: list[Place], counts: dict[tuple[str, str], Levels]) -> Gathered:
    """As a table is made of."""
    ratings = {(unit, ("", evidence)): levels for (unit, evidence), levels in counts.items()}
    return Gathered(places, ratings, {}, {}, {})


def a_history(random: Random) -> tuple[list[Place], list[Gathered]]:
    """A tree with counts that grow, and now and then lose what was excluded."""
    places = a_tree(random)
    counts = counts_of(places, random)
    found = [gathered(places, counts)]
    for _ in range(random.integers(0, 4)):
        counts = {
            key: _levels(np.maximum(np.array(levels) + random.integers(-1, 4, 5), 0))
            for key, levels in counts.items()
        }
        found.append(gathered(places, counts))
    return places, found


def tables_of(history: list[Gathered]) -> list[list[Row]]:
    """The releases, one after the other."""
    tables: list[list[Row]] = []
    state: State | None = None
    for one in history:
        rows, state = make(one, state)
        tables.append([dict(row) for row in rows])
    return tables


def check(random: Random) -> None:
    """One random history: no small count, no small difference, and nothing hidden is solvable."""
    places, history = a_history(random)
    tables = tables_of(history)
    for rows in tables:
        for row in rows:
            assert all(row.get(column, 0) % 5 == 0 for column in COUNTS)
            assert "share" not in row or row["n"] >= 20
    for number in range(len(places)):
        for column in (*COUNTS, "share"):
            shown = [rows[number].get(column) for rows in tables]
            if column != "share":
                known = sorted({one for one in shown if one is not None})
                assert all(high - low >= 5 for low, high in pairwise(known))
        for now, then in pairwise(tables):
            if now[number].get("n") == then[number].get("n"):
                assert now[number].get("share") == then[number].get("share")
    for column in _EVIDENCE:
        _check_open(places, tables[0], column)


def _check_open(places: list[Place], rows: list[Row], column: str) -> None:
    """Each hidden count could be any of at least six numbers, given all that is published."""
    order = {place.unit: number for number, place in enumerate(sorted(places))}
    bounds = [
        (0, 4 * 10**4) if column not in row else (row[column], row[column] + 4) for row in rows
    ]
    parents = sorted({place.parent for place in places if place.parent})
    sums = np.zeros((len(parents), len(places)))
    for line, parent in enumerate(parents):
        sums[line, order[parent]] = -1
        for place in places:
            if place.parent == parent:
                sums[line, order[place.unit]] = 1
    for number, row in enumerate(rows):
        if column not in row:
            goal = np.eye(len(places))[number]
            least, most = (
                linprog(sign * goal, A_eq=sums, b_eq=np.zeros(len(parents)), bounds=bounds)
                for sign in (1, -1)
            )
            assert round(-most.fun - least.fun) >= 5, (places, rows, column)


def test_no_history_gives_anything_away() -> None:
    """25 random trees and histories through the whole of a release."""
    random = np.random.default_rng(20261128)
    for _ in range(25):
        check(random)


@pytest.mark.long
def test_thousands_of_histories_give_nothing_away() -> None:
    """The same, 2,000 times."""
    random = np.random.default_rng(1)
    for _ in range(int(os.environ.get("NUCUOI_TEST_HISTORIES", "2000"))):
        check(random)


def communes(counts: dict[str, Levels]) -> Gathered:
    """Communes of one province with kiosk ratings."""
    places = [Place("p", "", "province", "P"), *(Place(u, "p", "commune", u) for u in counts)]
    return Gathered(places, {(u, ("", "kiosk")): one for u, one in counts.items()}, {}, {}, {})


def rows_of(table: Gathered, state: State | None = None) -> dict[str, Row]:
    """The rows by unit."""
    return {str(row["unit"]): dict(row) for row in make(table, state)[0]}


PEERS: dict[str, Levels] = {
    f"c{number:02}": (20 - number, 0, 0, 80 + number * 2, 100) for number in range(20)
}


def test_an_honest_newcomer_is_not_above_a_veteran() -> None:
    """5 of 5 has no share at all; 180 of 200 has one, with interval and band."""
    rows = rows_of(communes(PEERS | {"new": (0, 0, 0, 0, 5), "old": (20, 0, 0, 80, 100)}))

    assert rows["new"]["why"] == "few"
    assert "share" not in rows["new"]
    assert "band" not in rows["new"]
    assert rows["old"]["share"] in {89, 90, 91}
    assert rows["old"]["low"] < rows["old"]["share"] < rows["old"]["high"]


def test_twenty_of_twenty_says_little() -> None:
    """All of 20 satisfied among such peers is not told from them: too little to be reliable."""
    rows = rows_of(communes(PEERS | {"new": (0, 0, 0, 0, 20)}))

    assert rows["new"]["why"] == "reliability"


def test_levels_are_said_where_each_has_enough() -> None:
    """Five levels in whole per cents; one level with 3 of 100 hides all five."""
    rows = rows_of(communes(PEERS | {"a": (10, 0, 20, 70, 100), "b": (3, 7, 20, 70, 100)}))

    assert rows["a"]["levels"] == [5, 0, 10, 35, 50]
    assert "levels" not in rows["b"]


def test_everybody_alike_and_nobody_rated() -> None:
    """All satisfied, none satisfied, no rating, no place: clear results."""
    for levels in ((0, 0, 0, 0, 50), (50, 0, 0, 0, 0), (0, 0, 0, 0, 0)):
        rows = rows_of(communes({f"c{one}": levels for one in range(12)}))
        assert len(rows) == 13
    assert make(Gathered([], {}, {}, {}, {}))[0] == []


def test_order_does_not_matter() -> None:
    """The same counts in another order give the same table."""
    one = communes(PEERS)
    other = Gathered(one.places[::-1], dict(sorted(one.ratings.items(), reverse=True)), {}, {}, {})

    assert make(one)[0] == make(other)[0]


def test_a_state_survives_being_stored() -> None:
    """What is written as JSON and read again gives the same revision."""
    import json
    from dataclasses import asdict

    first, state = make(communes(PEERS))
    more = {unit: (one[0], 0, 0, one[3] + 9, 100) for unit, one in PEERS.items()}
    stored = State(**json.loads(json.dumps(asdict(state))))

    assert first
    assert make(communes(more), stored)[0] == make(communes(more), state)[0]


def test_a_count_of_no_place_is_refused() -> None:
    """A counter that belongs nowhere in the table is an error, not a silent loss."""
    with pytest.raises(KeyError):
        summed(Gathered([], {("x", ("", "kiosk")): (0, 0, 0, 0, 1)}, {}, {}, {}))
