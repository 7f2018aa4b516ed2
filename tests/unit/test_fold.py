"""Leaves become signed deltas; what is not understood stops the fold."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucuoi.ledger.errors import Unreadable
from nucuoi.ledger.rules.entry import LeafRow
from nucuoi.ledger.rules.parts import Kind
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores.rules.fold import DayCell, Deltas, MonthCell, WeekCell
from nucuoi.scores.rules.packed import pack, unpack
from nucuoi.scores.rules.tally import COLUMNS

RATING = {
    "counter": "bg07210-21-1",
    "day": 20780,  # 23/11/2026, a Monday of week 48
    "half": 0,
    "evidence": "kiosk",
    "channel": "kiosk",
    "rater": "citizen",
    "score": 4,
}


def leaf(kind: int, core: dict[str, Any], duty: dict[str, Any] | None = None) -> LeafRow:
    """A leaf of version 1 with this content."""
    written = json.dumps({"v": 1} | core).encode()
    return LeafRow(7, kind, written, json.dumps({"v": 1} | duty).encode() if duty else None)


def folded(*leaves: LeafRow) -> Deltas:
    """The deltas of some leaves."""
    deltas = Deltas()
    deltas.fold(leaves)
    return deltas


def said(packed: int) -> dict[str, int]:
    """The columns that are not zero."""
    counts = zip(COLUMNS, unpack(packed), strict=True)
    return {column: count for column, count in counts if count}


def test_entry_counts_once_in_each_table() -> None:
    """A rating counts in one month, one week and one day cell."""
    deltas = folded(
        leaf(Kind.ENTRY, RATING | {"field": "ho_tich"}, {"by": "holder", "official": "cb-1"})
    )
    counts = {"n": 1, "s4": 1}

    month = MonthCell(202611, "bg07210-21-1", "cb-1", "ho_tich", Evidence.KIOSK, Rater.CITIZEN)
    assert {cell: said(found) for cell, found in deltas.months.items()} == {month: counts}
    week = WeekCell(202648, "bg07210-21-1", "cb-1", Evidence.KIOSK)
    assert {cell: said(found) for cell, found in deltas.weeks.items()} == {week: counts}
    day = DayCell(20780, "bg07210-21-1", Evidence.KIOSK)
    assert {cell: said(found) for cell, found in deltas.days.items()} == {day: counts}


def test_dimensions_and_ticks_count() -> None:
    """Answered dimensions and ticks have columns of their own; the rest stays zero."""
    answers = {"spirit": 5, "attitude": 1, "conduct": 3, "tags": ["cam_on", "thieu_chao"]}
    (counts,) = folded(leaf(Kind.ENTRY, RATING | answers)).days.values()

    assert said(counts) == {
        "n": 1,
        "s4": 1,
        "spirit5": 1,
        "attitude1": 1,
        "conduct3": 1,
        "tag_cam_on": 1,
        "tag_thieu_chao": 1,
    }


def test_second_use_of_a_ticket_stands_apart() -> None:
    """A disputed rating is counted, under an evidence class of its own."""
    deltas = folded(leaf(Kind.ENTRY, RATING | {"evidence": "ticket", "disputed": 1}))

    assert [cell.evidence for cell in deltas.days] == [Evidence.DISPUTED]


def test_change_moves_a_count() -> None:
    """A corrected attribution takes away the old count and adds the new one."""
    old, new = RATING | {"official": "cb-1"}, RATING | {"official": "cb-2"}
    deltas = folded(leaf(Kind.CHANGE, {"of": 3, "old": old, "new": new}))

    weeks = {cell.official: said(counts) for cell, counts in deltas.weeks.items()}
    assert weeks == {"cb-1": {"n": -1, "s4": -1}, "cb-2": {"n": 1, "s4": 1}}
    assert [said(counts) for counts in deltas.days.values()] == [{}]


def test_exclusion_and_its_undoing() -> None:
    """An excluded rating counts nowhere; undone, it counts as before."""
    excluded = folded(leaf(Kind.EXCLUDE, {"of": 3, "old": RATING}))
    assert [said(counts) for counts in excluded.months.values()] == [{"n": -1, "s4": -1}]

    undone = folded(leaf(Kind.EXCLUDE, {"of": 3, "new": RATING}))
    assert [said(counts) for counts in undone.months.values()] == [{"n": 1, "s4": 1}]


@pytest.mark.parametrize("kind", [Kind.TABLE, Kind.AUDIT, Kind.KEY])
def test_other_kinds_move_no_count(kind: Kind) -> None:
    """Released tables, audit marks and keys are passed over."""
    deltas = folded(leaf(kind, {}))

    assert not list(deltas.cells())


@pytest.mark.parametrize(
    "unreadable",
    [
        leaf(99, RATING),
        leaf(Kind.ENTRY, RATING | {"v": 2}),
        leaf(Kind.ENTRY, RATING | {"score": 6}),
        leaf(Kind.ENTRY, RATING | {"spirit": 0}),
        leaf(Kind.ENTRY, RATING | {"evidence": "rumour"}),
        leaf(Kind.ENTRY, RATING | {"rater": "robot"}),
        leaf(Kind.ENTRY, RATING | {"tags": ["keo_dai"]}),
        leaf(Kind.ENTRY, {"counter": "bg07210-21-1"}),
        leaf(Kind.ENTRY, RATING, {"v": 2, "by": "holder", "official": "cb-1"}),
        leaf(Kind.ENTRY, RATING, {"by": "holder"}),
        leaf(Kind.CHANGE, {"v": 2, "of": 1, "old": RATING}),
        leaf(Kind.CHANGE, {"of": 1, "old": {}}),
        LeafRow(7, Kind.ENTRY, b"not JSON", None),
    ],
)
def test_what_is_not_understood_stops(unreadable: LeafRow) -> None:
    """An unknown kind, version, word, tick or shape is never skipped or guessed."""
    with pytest.raises(Unreadable) as caught:
        folded(unreadable)
    assert caught.value.index == 7


@given(st.lists(st.integers(-(2**31), 2**31 - 1), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_packed_counts_never_touch_each_other(counts: list[int]) -> None:
    """Whatever stands in one column, above or below zero, the others are what they were."""
    packed = sum(count * pack([place]) for place, count in enumerate(counts))

    assert list(unpack(packed)) == counts
