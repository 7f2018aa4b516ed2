"""When backups and drills are due, and which backups stay."""

from datetime import UTC, datetime, timedelta

import pytest

from nucuoi.foundation.clock import HO_CHI_MINH
from nucuoi.keeping import rules

NOON = datetime(2026, 11, 24, 12, tzinfo=HO_CHI_MINH)


def _names(*ages_days: int) -> list[str]:
    return [rules.name_at(NOON - timedelta(days=age)) for age in ages_days]


def test_a_name_says_when_it_was_made() -> None:
    """The time in a name is that of Viet Nam, and is read back."""
    name = rules.name_at(datetime(2026, 11, 23, 19, 30, 5, tzinfo=UTC))

    assert name == "nucuoi-20261124-023005.tar.gz"
    assert rules.made_at(name) == datetime(2026, 11, 24, 2, 30, 5, tzinfo=HO_CHI_MINH)


def test_seven_days_and_four_weeks_stay() -> None:
    """A backup every day for sixty days: the last seven, and the last of each of four weeks."""
    names = _names(*range(60))

    # 24/11/2026 is a Tuesday: the weeks before ended 2, 9 and 16 days ago.
    assert set(names) - set(rules.surplus(names)) == set(_names(*range(7), 9, 16))


def test_the_newest_of_a_day_stays() -> None:
    """Of two in one day the earlier one goes."""
    early, late = rules.name_at(NOON), rules.name_at(NOON + timedelta(hours=3))

    assert rules.surplus([late, early]) == [early]


def test_gaps_do_not_shorten_what_is_kept() -> None:
    """Days without a backup are not counted: an installation that was off keeps its old ones."""
    assert rules.surplus(_names(0, 30, 60, 90, 120, 150, 180)) == []


def test_other_files_are_left_alone() -> None:
    """What is made before an upgrade, and what is not ours, never rotates."""
    before = rules.name_before("0.2.0", NOON - timedelta(days=900))

    assert rules.surplus([before, "ghi-chu.txt", *_names(*range(30))]) == sorted(
        set(rules.surplus(_names(*range(30))))
    )


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        ("2026-11-24 01:59", "2026-11-23 02:01", False),
        ("2026-11-24 02:00", "2026-11-23 02:01", True),
        ("2026-11-24 02:05", "2026-11-24 02:00", False),
        ("2026-11-24 08:00", "2026-11-23 23:00", True),  # a machine that is off at night
        ("2026-11-24 08:00", None, True),
    ],
)
def test_a_backup_is_due_after_two_at_night(now: str, last: str | None, due: bool) -> None:
    """Once a day; what was missed at night is made up for in the morning."""
    since = _at("2026-11-01 08:00")

    assert rules.is_backup_due(_at(now), _at(last) if last else None, since) is due


def test_a_new_folder_gets_its_first_backup_after_an_hour() -> None:
    """Not while it is still being filled."""
    assert not rules.is_backup_due(NOON, None, NOON - timedelta(minutes=59))
    assert rules.is_backup_due(NOON, None, NOON - timedelta(minutes=60))


@pytest.mark.parametrize(
    ("days", "right", "due"),
    [(6.9, True, False), (7, True, True), (0.9, False, False), (1, False, True)],
)
def test_a_drill_is_due_every_week(days: float, right: bool, due: bool) -> None:
    """Every seven days; the day after one that went wrong."""
    assert rules.is_drill_due(NOON, NOON - timedelta(days=days), right=right) is due


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.10.0", "0.9.9", True),
        ("0.1.0", "0.1.0", False),
        ("0.1.0", "0.2.0", False),
        ("", "0.1.0", False),
    ],
)
def test_versions_are_compared_as_numbers(version: str, than: str, newer: bool) -> None:
    """0.10 is newer than 0.9."""
    assert rules.is_newer(version, than) is newer


def _at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=HO_CHI_MINH)
