"""Counts of visits are kept with who keyed them; a correction keeps old and new."""

from datetime import date, timedelta

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import actions, queries
from nucuoi.organisation.models import Visit
from nucuoi.organisation.queries.visit_days import visit_sheet
from nucuoi.organisation.rules.visit_file import Line, WrongFile
from nucuoi.organisation.rules.visits import Counts
from tests.one_stop import POINT, counter

MAY = date(2026, 5, 4)
MO, AN = Seat("mo", "handler", "bg-07210-2021"), Seat("an", "head", "bg-07210-2021")


def test_counts_are_kept_with_who_and_when() -> None:
    """What was keyed stands in the sheet; online ones are no visits."""
    one, two = counter(1), counter(2)
    actions.record_visits(by=MO, on=MAY, counts={one: Counts(12, 1, 3, 40), two: Counts()})

    first, second = visit_sheet(POINT, MAY)
    assert (first.counts, first.keyed_by) == (Counts(12, 1, 3, 40), "mo")
    assert first.keyed_at is not None
    assert queries.visits([first.id, second.id], MAY, MAY) == {first.id: 16, second.id: 0}


def test_a_correction_keeps_old_and_new() -> None:
    """The new count overwrites; the audit says what stood there and who changed it."""
    code = counter()
    actions.record_visits(by=MO, on=MAY, counts={code: Counts(12)})

    (change,) = actions.record_visits(by=AN, on=MAY, counts={code: Counts(21)})

    assert (change.old, change.new) == (Counts(12), Counts(21))
    event = Event.objects.get(action="organisation.visit.corrected")
    assert (event.actor, event.subject) == ("an", code)
    assert event.facts["old"].startswith("nộp 12,")
    assert event.facts["new"].startswith("nộp 21,")
    assert Visit.objects.get().keyed_by == "an"


def test_the_same_again_changes_nothing() -> None:
    """Whoever keyed it first stays named; no second audit row."""
    code = counter()
    for seat in (MO, AN):
        actions.record_visits(by=seat, on=MAY, counts={code: Counts(12)})

    assert Visit.objects.get().keyed_by == "mo"
    assert Event.objects.filter(action__startswith="organisation.visit.").count() == 1


def test_a_file_is_kept_whole_or_not_at_all() -> None:
    """One line of an unknown or closed counter, or of tomorrow, and nothing is kept."""
    code = counter(since=MAY)
    good = Line(2, code, MAY, Counts(1))
    wrong = [
        Line(3, "khong-co", MAY, Counts(1)),
        Line(4, code, date(2026, 5, 3), Counts(1)),
        Line(5, code, clock.today() + timedelta(days=1), Counts(1)),
    ]

    with pytest.raises(WrongFile) as refused:
        actions.import_visits(by=MO, lines=[good, *wrong])

    assert list(refused.value.problems) == [3, 4, 5]
    assert not Visit.objects.exists()


@pytest.mark.parametrize("counts", [Counts(-1), Counts(0, 10_000), Counts(online=10**9)])
def test_impossible_counts_are_refused(counts: Counts) -> None:
    """Whichever way they come."""
    code = counter()

    with pytest.raises(Invalid):
        actions.record_visits(by=MO, on=MAY, counts={code: counts})

    assert not Visit.objects.exists()


def test_no_line_is_no_change() -> None:
    """An empty file, or a sheet in which nothing was keyed."""
    assert actions.import_visits(by=MO, lines=[]) == []
