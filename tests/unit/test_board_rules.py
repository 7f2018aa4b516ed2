"""What a board may say: coverage, the distribution last shown, evidence kept apart."""

import pytest

from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.rules.coverage import coverage
from nucuoi.scores.rules.evidence import Counts
from nucuoi.scores.rules.shown import Shown, missing


def test_coverage_is_ratings_over_visits() -> None:
    """Desks with visits are added up."""
    found = coverage([(20, 80), (11, 38)])

    assert (found.ratings, found.visits) == (31, 118)
    assert found.share == pytest.approx(31 / 118)
    assert not found.is_partial


def test_desks_without_visits_are_left_out() -> None:
    """Ratings at a desk whose visits nobody keyed raise no coverage; the board says how many."""
    found = coverage([(20, 80), (11, None)])

    assert (found.ratings, found.visits, found.keyed, found.unkeyed) == (20, 80, 1, 1)
    assert found.is_partial


@pytest.mark.parametrize("desks", [[], [(5, None)], [(5, 0)]])
def test_without_visits_coverage_is_not_known(desks: list[tuple[int, int | None]]) -> None:
    """Nothing keyed, or nobody came: there is no share, not a share of 0."""
    assert coverage(desks).share is None


def test_more_ratings_than_visits_asks_for_a_look() -> None:
    """A share above 1 is not cut: what was keyed is doubtful."""
    assert coverage([(12, 10)]).is_doubtful
    assert not coverage([(10, 10)]).is_doubtful


@pytest.mark.parametrize(
    ("shown", "ratings", "more"),
    [
        (None, 0, 10),
        (None, 9, 1),
        (None, 10, 0),
        (Shown((0, 0, 0, 5, 5)), 10, 5),
        (Shown((0, 0, 0, 5, 5)), 14, 1),
        (Shown((0, 0, 0, 5, 5)), 17, 0),
    ],
)
def test_the_next_step_waits_for_more_ratings(shown: Shown | None, ratings: int, more: int) -> None:
    """Ten for the first, five new ones for each further one."""
    assert missing(shown, ratings) == more


def test_the_sentence_counts_four_and_five() -> None:
    """Satisfied are those with score 4 and 5."""
    shown = Shown((1, 2, 3, 9, 16))

    assert (shown.satisfied, shown.total) == (25, 31)


@pytest.mark.parametrize(
    ("levels", "middle"),
    [((1, 2, 3, 9, 16), 5), ((1, 2, 3, 20, 5), 4), ((5, 0, 0, 0, 5), 1), ((4, 2, 4, 0, 0), 2)],
)
def test_the_face_is_the_middle_one(levels: tuple[int, int, int, int, int], middle: int) -> None:
    """The lower of the two in the middle: half of all were at least this satisfied."""
    assert Shown(levels).middle == middle


def test_evidence_is_counted_apart() -> None:
    """All classes make the live count; only ticket and kiosk carry shares."""
    counts = Counts.of({Evidence.TICKET: 8, Evidence.KIOSK: 4, Evidence.OPEN: 3}) + Counts.of(
        {Evidence.PAPER: 2, Evidence.DISPUTED: 1}
    )

    assert (counts.total, counts.headline) == (18, 12)
    assert (counts.open, counts.paper, counts.disputed) == (3, 2, 1)
