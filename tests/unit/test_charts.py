"""Charts: the drawing says the same as the numbers, in shapes, in words and in the table behind."""

import re
from datetime import date, timedelta

import pytest

from nucuoi.web.charts import (
    DailyCounts,
    DayCount,
    FiveLevels,
    Progress,
    Scale,
    Standing,
    Whisker,
)
from nucuoi.web.templatetags.web_parts import chart


def test_five_levels_are_in_proportion_from_one_to_five() -> None:
    """Pieces follow each other from 1 at the left and fill the width."""
    levels = FiveLevels((10, 0, 20, 30, 40), "Hôm nay").levels

    assert [level.width for level in levels] == ["10%", "0%", "20%", "30%", "40%"]
    assert [level.x for level in levels] == ["0%", "10%", "10%", "30%", "60%"]


def test_five_levels_have_gaps_only_between_drawn_pieces() -> None:
    """An empty level leaves no double gap and none at the edges."""
    assert FiveLevels((0, 10, 0, 20, 70), "Hôm nay").gaps == ["10%", "30%"]


def test_five_levels_are_said_and_tabled() -> None:
    """A screen reader hears every level; the table behind shows counts and shares."""
    html = chart(FiveLevels((14, 22, 41, 186, 1402), "Tháng 5"))

    assert (
        'aria-label="Tháng 5: 1.665 lượt đánh giá. Rất không hài lòng 14, Không hài lòng 22, '
        'Bình thường 41, Hài lòng 186, Rất hài lòng 1.402."'
    ) in html
    assert "Xem dạng bảng" in html
    assert '<td class="number">84,2%</td>' in html


def test_nothing_yet_is_said_so() -> None:
    """Without ratings the bar is empty and no share is written."""
    html = chart(FiveLevels((0, 0, 0, 0, 0), "Hôm nay"))

    assert "chưa có lượt đánh giá" in html
    assert "%</td>" not in html


def test_scale_is_cut_at_sixty_only_while_nothing_lies_below() -> None:
    """The axis widens to 0–100 % as soon as one value needs it."""
    assert [words for _, words in Scale.for_shares([0.61, 0.9]).marks] == ["60%", "80%", "100%"]
    assert [words for _, words in Scale.for_shares([0.59, 0.9]).marks] == ["0%", "50%", "100%"]
    assert Scale.for_shares([]).low == 0.6


def test_whisker_places_and_words() -> None:
    """Dot, ends and peers lie on the shared scale; the label says share, interval and peers."""
    whisker = Whisker("Quầy 01", 0.8, 0.6, 1.0, 0.9, Standing.LOWER)

    assert (whisker.dot, whisker.ends, whisker.peers_x) == ("50%", ("5%", "95%"), "72.5%")
    assert whisker.label == "Quầy 01: 80,0%, khoảng 90%: 60–100%, mức chung 90,0%."
    assert 'class="dot dot-lower"' in chart(whisker)


def test_whisker_without_peers_draws_no_line() -> None:
    """Where there are no peers nothing is compared."""
    assert "peers" not in chart(Whisker("Quầy 01", 0.8, 0.7, 0.9))


def days(*counts: int | None) -> DailyCounts:
    """Consecutive days with these counts."""
    start = date(2025, 5, 1)
    made = (DayCount(start + timedelta(days=place), count) for place, count in enumerate(counts))
    return DailyCounts(tuple(made), "Quầy 01")


def test_columns_start_at_zero() -> None:
    """Heights are in proportion to counts, from nought."""
    low, _, high = days(10, None, 40).columns

    assert low.height * 4 == pytest.approx(high.height)
    assert low.y + low.height == high.y + high.height == DailyCounts.base


def test_columns_name_the_last_day_and_the_first_largest() -> None:
    """The newest day has its date below; the largest has its number once."""
    columns = days(*[5, 9, 9] * 7).columns

    assert columns[-1].named
    assert [place for place, column in enumerate(columns) if column.largest] == [1]


def test_closed_days_are_gaps_with_words() -> None:
    """A closed day is not a nought."""
    html = chart(days(3, None, 0))

    assert "<rect" in html
    assert html.count("<rect") == 1
    assert re.findall(r'<td class="number">(.*?)</td>', html) == ["3", "–", "0"]


def test_days_without_any_rating() -> None:
    """A quiet week is drawn without dividing by nought and names no largest day."""
    assert not any(column.largest for column in days(0, 0, None).columns)


def test_lengths_are_written_with_a_point() -> None:
    """SVG does not know the decimal comma of the page's language."""
    lengths = re.findall(r' (?:x|y|width|height|cx|x1)="([^"]*)"', chart(days(3, 7, 5)))

    assert lengths
    assert not any("," in length for length in lengths)


def test_titles_are_escaped() -> None:
    """Names from outside cannot become markup."""
    assert "<b>" not in chart(Progress(1, 2, '<b>"x"'))


def test_progress() -> None:
    """The digits stand beside the bar; nothing to do is not a full bar."""
    assert Progress(7, 8, "Báo cáo").words == "7/8"
    assert Progress(7, 8, "Báo cáo").width == "87.5%"
    assert Progress(0, 0, "Báo cáo").width == "0%"
