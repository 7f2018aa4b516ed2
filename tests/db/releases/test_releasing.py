"""Releasing a closed month: what its leaf says, what stays hidden, and how it is revised."""

from datetime import timedelta
from pathlib import Path

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import queries as log
from nucuoi.releases import queries
from nucuoi.releases.actions import release, release_due
from nucuoi.releases.models import Release
from nucuoi.releases.rules import spans
from nucuoi.releases.rules.content import Content
from nucuoi.scores.follower import follow_all
from tests.releases_scene import AN_CHAU, DISTRICT, PROVINCE, VAN_SON, month, rate


def newest() -> Content:
    """The newest table of the month."""
    return queries.content_of(queries.issue(month().name))


def test_a_table_is_the_core_of_its_leaf(rated: Path) -> None:
    """What is published is what the leaf commits to, and the leaf comes after all it counts."""
    assert release(by=SYSTEM, span=month())
    issue = queries.issue(month().name)

    assert issue.index == log.size() - 1
    assert log.subjects_from(issue.index, 1) == [(issue.index, 4, None)]
    assert newest().leaves == issue.index
    assert Event.objects.filter(action="releases.table.released").count() == 1


def test_units_of_the_tree_of_its_time(rated: Path) -> None:
    """Province, district and communes; a service point alone below its commune is no row."""
    release(by=SYSTEM, span=month())
    rows = newest().by_unit

    assert set(rows) == {PROVINCE, DISTRICT, AN_CHAU, VAN_SON}
    assert rows[AN_CHAU].parent == DISTRICT
    assert rows[PROVINCE].parent == ""


def test_counts_are_rounded_down_and_small_ones_hidden(rated: Path) -> None:
    """55 and 21 become 55 and 20; 7 open ones 5; 3 on paper are not told from none beside them."""
    release(by=SYSTEM, span=month())
    rows = newest().by_unit

    assert (rows[AN_CHAU].n, rows[VAN_SON].n, rows[PROVINCE].n) == (55, 20, 75)
    assert (rows[AN_CHAU].open, rows[VAN_SON].open) == (5, 0)
    assert rows[VAN_SON].paper is None
    assert "paper" in rows[VAN_SON].hidden
    assert (rows[PROVINCE].excluded, rows[PROVINCE].late) == (0, 0)


def test_coverage_stands_beside(rated: Path) -> None:
    """55 of 205 visits are 27 %; where 21 of 1,000 answered nothing is said of satisfaction."""
    release(by=SYSTEM, span=month())
    rows = newest().by_unit

    assert (rows[AN_CHAU].visits, rows[AN_CHAU].coverage) == (205, 27)
    assert rows[VAN_SON].why == "coverage"
    assert rows[VAN_SON].share is None


def test_a_share_never_stands_alone(rated: Path) -> None:
    """The province has no peers: its own share with Wilson's interval, 68 of 76; and five levels."""
    release(by=SYSTEM, span=month())
    found = newest().by_unit[PROVINCE]

    assert (found.share, found.low, found.high) == (89, 82, 94)
    assert found.levels == [11, 0, 0, 22, 67]


def test_the_same_gives_no_revision(rated: Path) -> None:
    """Nothing new, nothing released."""
    release(by=SYSTEM, span=month())

    assert not release(by=SYSTEM, span=month())
    assert Release.objects.count() == 1


def test_late_ratings_enter_the_next_revision(rated: Path) -> None:
    """Six that came later are in revision 1, with the word that they came late; revision 0 stays."""
    release(by=SYSTEM, span=month())
    rate(AN_CHAU, "555555")
    assert release(by=SYSTEM, span=month())
    first, second = (
        queries.content_of(queries.issue(month().name, number)).by_unit[AN_CHAU]
        for number in (0, 1)
    )

    assert (first.n, first.late) == (55, 0)
    assert (second.n, second.late) == (60, 5)


def test_a_few_late_ratings_wait(rated: Path) -> None:
    """Three later ratings change no figure: whoever compares two releases learns nothing of them."""
    release(by=SYSTEM, span=month())
    rate(AN_CHAU, "111")
    release(by=SYSTEM, span=month())
    rows = newest().by_unit[AN_CHAU]

    assert rows.n == 55
    assert rows.late is None


def test_excluded_ratings_stand_beside(rated: Path) -> None:
    """Ten excluded ones leave the count and are named beside it; canaries were none at all."""
    ratings = rate(VAN_SON, "5" * 14)
    indexes = [row[0] for row in log.subjects_from(0, 1_000) if row[1] == 1 and row[2] in ratings]
    for index in indexes[:10]:
        ledger.change(index, None, why="stuffed")
    for index in indexes[10:]:
        ledger.change(index, None, why="canary")
    follow_all()
    release(by=SYSTEM, span=month())

    assert (newest().by_unit[VAN_SON].n, newest().by_unit[VAN_SON].excluded) == (20, 10)


def test_closed_spans_only(rated: Path) -> None:
    """A month is released fifteen days after its end, and not before; with it nothing that runs."""
    release_due(by=SYSTEM)
    today = clock.today()

    for issue in queries.issues():
        assert issue.span.last + timedelta(days=15) < today
    assert not queries.are_due()


@pytest.mark.parametrize(("day", "closing"), [(16, 16), (15, 16), (28, 16), (1, 16)])
def test_revisions_on_known_days(day: int, closing: int) -> None:
    """The only days on which tables are revised are those after fifteen days of a month."""
    found = spans.last_closing(clock.today().replace(day=day))

    assert found.day == closing
    assert (found.month == clock.today().month) == (day >= 16)


def test_no_revision_between_closings(rated: Path) -> None:
    """What was released since the last closing is not touched, whatever comes."""
    release_due(by=SYSTEM)
    before = Release.objects.count()
    rate(AN_CHAU, "5" * 50)

    assert release_due(by=SYSTEM) == 0
    assert Release.objects.count() == before


def test_nothing_of_a_person_or_counter(rated: Path) -> None:
    """Neither an official nor a counter stands in what is published."""
    rate(AN_CHAU, "5" * 40, official="cb-1")
    release(by=SYSTEM, span=month())
    core = queries.core_of(queries.issue(month().name)).decode()

    assert "cb-1" not in core
    assert "bg07210" not in core
