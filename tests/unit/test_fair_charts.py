"""Funnel, trend and large whisker: what is drawn where, and what is said of it."""

from datetime import date, timedelta

import pytest

from nucuoi.web.charts import Funnel, LargeWhisker, Point, Scale, Trend, Week, Whisker

LIMITS = [
    [10.0, 0.6, 0.7, 1.0, 1.0],
    [100.0, 0.8, 0.85, 0.95, 0.98],
    [400.0, 0.85, 0.87, 0.93, 0.94],
]
MONDAY = date(2026, 5, 4)


def funnel(*points: Point) -> Funnel:
    """A funnel around 90 %."""
    return Funnel(points, LIMITS, 0.9, "12 đơn vị")


def test_more_ratings_stand_further_right_and_higher_shares_higher() -> None:
    """Places are per cents of the drawing."""
    few, many = funnel(Point("A", 20, 0.85, 0), Point("B", 300, 0.95, 0)).marks
    across = [float(one.x.rstrip("%")) for one in (few, many)]
    down = [float(one.y.rstrip("%")) for one in (few, many)]

    assert across[0] < across[1]
    assert down[0] > down[1]
    assert all(0 <= one <= 100 for one in (*across, *down))


def test_only_six_are_named_and_none_over_another() -> None:
    """The farthest first; three of them on phones."""
    points = [Point(f"Xã {one:02}", 100, 0.61 + one * 0.01, -2) for one in range(20)]
    marks = funnel(*points, Point("Giữa", 100, 0.9, 0)).marks
    named = [mark for mark in marks if mark.named]

    assert len(named) <= 6
    assert sum(not mark.for_desks for mark in named) == 3
    assert marks[-1].named
    assert not any(mark.named for mark in marks if mark.point.name == "Giữa")


def test_a_unit_of_far_more_ratings_does_not_press_the_others_together() -> None:
    """It stands at the edge, and the drawing says so."""
    others = [Point(f"Xã {one}", 100, 0.9, 0) for one in range(9)]
    large = funnel(*others, Point("Lớn", 20_000, 0.9, 0))

    assert large.has_larger
    assert not funnel(*others).has_larger
    assert max(float(mark.x.rstrip("%")) for mark in large.marks) <= 100


def test_the_scale_widens_for_a_low_share() -> None:
    """Nothing is cut off below: from 0 % when a share lies under 60 %."""
    assert funnel(Point("A", 50, 0.4, -2)).hairs[0][1] == "0%"
    assert funnel(Point("A", 50, 0.8, 0)).hairs[0][1] == "60%"


def test_a_funnel_is_said_in_a_sentence() -> None:
    """How many lie above and below what chance gives."""
    label = funnel(Point("A", 50, 0.7, -1), Point("B", 50, 0.99, 2), Point("C", 50, 0.9, 0)).label

    assert label == (
        "12 đơn vị: 3 đơn vị quanh mức chung 90,0%, 1 cao hơn và 1 thấp hơn mức ngẫu nhiên."
    )


def trend(*shares: float | None, n: int = 40) -> Trend:
    """Consecutive weeks with these shares."""
    weeks = [Week(MONDAY + timedelta(weeks=place), n, one) for place, one in enumerate(shares)]
    return Trend(weeks, 0.9, "Theo tuần")


def test_a_gap_stays_a_gap() -> None:
    """A week with too few ratings is not bridged."""
    drawn = trend(0.9, 0.92, None, 0.91, 0.9)

    assert len(drawn.dots) == 4
    assert len(drawn.lines) == 2


@pytest.mark.parametrize(
    ("share", "n", "low"), [(0.75, 40, True), (0.75, 12, False), (0.88, 40, False)]
)
def test_the_limit_moves_with_the_number_of_ratings(share: float, n: int, low: bool) -> None:
    """Three standard deviations: the same share is a signal in many ratings, not in few."""
    assert trend(0.9, share, n=n).dots[1].is_low is low


def test_the_large_whisker_says_where_half_of_the_peers_lie() -> None:
    """The band of the middle half is inside the scale, also when its end is not."""
    whisker = Whisker("Mức hài lòng", 0.9, 0.86, 0.93, 0.91, scale=Scale())
    drawn = LargeWhisker(whisker, (0.55, 0.95))

    assert float(drawn.band[0].rstrip("%")) >= 0
    assert "Một nửa số được so sánh nằm trong khoảng 55–95%." in drawn.label
