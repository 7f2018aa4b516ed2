"""The state's indices: published scores come out again, every boundary is on its side."""

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from nucuoi.scores.rules.state_indices import decision_766, decree_61, sipas
from nucuoi.scores.rules.state_indices.decision_766 import Quarter
from nucuoi.scores.rules.state_indices.decree_61 import Band

TABLE = Path(__file__).parents[1] / "vectors" / "state_indices" / "qd766_phu_tho_2026q3.csv"
ROWS = list(csv.DictReader(TABLE.read_text().splitlines()))


def _quarter(row: dict[str, str]) -> Quarter:
    return Quarter(
        dossiers=int(row["dossiers"]),
        satisfied=int(row["satisfied"]),
        petitions=int(row["petitions"]),
        on_time=int(row["petitions_on_time"]),
        answered_well=int(row["petitions_satisfied"]),
    )


def test_there_are_96_units() -> None:
    """The published table is there whole."""
    assert len(ROWS) == 96


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["unit"])
def test_published_scores_come_out_again(row: dict[str, str]) -> None:
    """Both published numbers of every unit, to the last place."""
    found = decision_766.satisfaction(_quarter(row))

    assert decision_766.rounded(found.dossiers) == Decimal(row["published_dossier_score"])
    assert found.total == Decimal(row["published_total_score"])


@pytest.mark.parametrize(
    ("satisfied", "points"),
    [(0, "0"), (45, "3"), (89, "5.93"), (90, "6"), (91, "6"), (100, "6")],
)
def test_ninety_of_a_hundred_are_enough(satisfied: int, points: str) -> None:
    """From 90 % on all six points; below that in proportion."""
    found = decision_766.satisfaction(Quarter(100, satisfied, 0, 0, 0))

    assert decision_766.rounded(found.dossiers) == Decimal(points)


def test_nothing_to_count() -> None:
    """Without dossiers no points for them; without petitions all for those."""
    assert decision_766.satisfaction(Quarter(0, 0, 0, 0, 0)).total == 12
    assert decision_766.satisfaction(Quarter(10, 10, 1, 0, 0)).total == 6


@pytest.mark.parametrize("counts", [(1, 2, 0, 0, 0), (1, 1, 0, 1, 0), (1, -1, 0, 0, 0)])
def test_impossible_quarters_are_refused(counts: tuple[int, ...]) -> None:
    """A part larger than its whole, or negative."""
    with pytest.raises(ValueError, match="part"):
        Quarter(*counts)


def test_sipas_counts_the_upper_two_steps() -> None:
    """A "bình thường" is not satisfied; nobody asked gives no index."""
    assert sipas.index([1, 2, 7, 60, 30]) == Fraction(9, 10)
    assert sipas.index([0, 0, 5, 0, 0]) == 0
    assert sipas.index([0] * 5) is None
    assert sipas.of_factor([[0, 0, 0, 1, 0], [0, 0, 1, 0, 0]]) == Fraction(1, 2)
    assert sipas.of_factor([]) is None
    with pytest.raises(ValueError, match="five"):
        sipas.index([1, 2, 3])


@pytest.mark.parametrize("points", range(19))
def test_every_total_has_its_band(points: int) -> None:
    """15 is already Xuất sắc, 14 still Tốt, and so on at each boundary."""
    wanted = [Band.WEAK] * 6 + [Band.AVERAGE] * 3 + [Band.FAIR] * 3 + [Band.GOOD] * 3
    bands = decree_61.bands_on(date(2026, 1, 1))

    assert bands.of(points) == [*wanted, *[Band.EXCELLENT] * 4][points]


def test_eighteen_points() -> None:
    """Nine indicators of 0 to 2 points; nothing else is a total."""
    assert decree_61.total((2,) * 9) == 18
    for wrong in ((2,) * 8, (3, *(2,) * 8), (-1, *(0,) * 8)):
        with pytest.raises(ValueError, match="nine"):
            decree_61.total(wrong)
    with pytest.raises(ValueError, match="19"):
        decree_61.BANDS[0].of(19)
    with pytest.raises(LookupError):
        decree_61.bands_on(date(2018, 6, 20))
