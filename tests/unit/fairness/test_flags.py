"""Flags: what is planted is found, what is honest is left in peace."""

from typing import Any

import numpy as np
import pytest

from nucuoi.fairness import flags
from nucuoi.fairness.errors import Unusable
from nucuoi.fairness.flags import Flag
from nucuoi.fairness.flags.day import _scan_chance
from nucuoi.scores.figures.made_kiosks import HOURS, event, honest, working_days

DAYS = working_days(12)


def _rules(found: list[Flag]) -> set[str]:
    return {flag.rule for flag in found}


def _scan(extra: list[dict[str, Any]], seed: int = 1, **honestly: float) -> list[Flag]:
    events, visits = honest(np.random.default_rng(seed), "k1", DAYS, **honestly)
    return flags.scan(events + extra, visits, HOURS)


def test_honest_kiosks_are_left_in_peace() -> None:
    """Quiet, usual, busy and excellent kiosks over a quarter: at most 1 flag per 200 device-weeks."""
    random = np.random.default_rng(42)
    found, weeks = [], 0
    for number in range(60):
        daily, fives = [(8, 0.5), (25, 0.57), (25, 0.93), (80, 0.6)][number % 4]
        events, visits = honest(random, f"k{number}", DAYS, daily=daily, fives=fives)
        found += flags.scan(events, visits, HOURS)
        weeks += len(DAYS) // 5

    assert len(found) <= weeks / 200


@pytest.mark.parametrize(
    ("second", "minutes"), [(6 * 3600, 90), (12 * 3600 + 1800, 60), (20 * 3600, 180)]
)
def test_after_hours(second: int, minutes: int) -> None:
    """F1: before opening, in the noon pause, in the evening; the value is in minutes."""
    [flag] = _scan([event("k1", DAYS[3], second, 5)])

    assert flag == Flag("F1", "k1", DAYS[3], minutes, 15)


def test_a_quarter_of_an_hour_of_grace() -> None:
    """Somebody who is served at the end of the hours may still rate."""
    assert _scan([event("k1", DAYS[3], 17 * 3600 + 14 * 60, 5)]) == []


def test_too_fast() -> None:
    """F2: two ratings nine seconds apart; ten are enough to read the screen."""
    day = 10_000
    quick = [event("k2", day, 40_000, 5), event("k2", day, 40_009, 5)]
    slow = [event("k2", day, 40_000, 5), event("k2", day, 40_010, 5)]

    assert flags.scan(quick, [], HOURS) == [Flag("F2", "k2", day, 9, 10)]
    assert flags.scan(slow, [], HOURS) == []


@pytest.mark.parametrize("seed", range(20))
def test_planted_burst_is_found(seed: int) -> None:
    """F3: fifteen ratings in four minutes on a usual day."""
    burst = [event("k1", DAYS[20], 34_000 + 16 * number, 5) for number in range(15)]

    assert "F3" in _rules(_scan(burst, seed))


def test_a_busy_day_may_have_what_a_quiet_one_may_not() -> None:
    """With 80 ratings a day eight in three minutes come by chance too seldom only now and then."""
    assert _scan_chance(8, 80 * 180 / 27_000, 27_000) == pytest.approx(2e-4, abs=2e-4)
    assert _scan_chance(6, 25 * 180 / 27_000, 27_000) < 1e-4


@pytest.mark.parametrize("step", [20, 45, 300])
def test_metronome(step: int) -> None:
    """F4: thirty ratings at even distances among honest ones."""
    even = [event("k1", DAYS[8], 27_600 + step * number, 5) for number in range(30)]

    assert "F4" in _rules(_scan(even))


def test_too_steady_for_people() -> None:
    """F4: gaps that differ a little but far less than those of people who come as they come."""
    random = np.random.default_rng(4)
    seconds = 28_000 + np.cumsum(random.integers(270, 330, 60))
    found = flags.scan([event("k3", 5, int(s), 4) for s in seconds], [], [])

    assert _rules(found) == {"F4"}


def test_more_ratings_than_visits() -> None:
    """F5: eleven ratings of ten visits."""
    events = [event("k4", 5, 30_000 + 600 * number, 4 + number % 2) for number in range(11)]
    found = flags.scan(events, [{"device": "k4", "day": "5", "visits": "10"}], HOURS)

    assert [flag for flag in found if flag.rule == "F5"] == [Flag("F5", "k4", 5, 11, 10)]


def test_nothing_but_fives() -> None:
    """F6: sixty of sixty fives; the chance is the worked one, and 59 say nothing."""
    fives = [event("k5", number, 30_000, 5) for number in range(60)]
    [flag] = flags.scan(fives, [], HOURS)

    assert (flag.rule, flag.day) == ("F6", None)
    assert flag.value == pytest.approx(1.9e-8, rel=0.05)
    assert flags.scan(fives[1:], [], HOURS) == []


@pytest.mark.parametrize("score", [1, 2])
def test_sabotage(score: int) -> None:
    """F12 beside F3: a burst that says nothing but that people were dissatisfied."""
    burst = [event("k1", DAYS[20], 34_000 + 16 * number, score) for number in range(12)]

    assert {"F3", "F12"} <= _rules(_scan(burst))


def test_campaign_week() -> None:
    """F9: the last five working days are far kinder than the rest, or four times as busy."""
    random = np.random.default_rng(8)
    events, _ = honest(random, "k6", DAYS[:-5], daily=40, fives=0.5)
    kind = [event("k6", day, 28_000 + 600 * n, 5) for day in DAYS[-5:] for n in range(38)]
    busy, _ = honest(random, "k6", DAYS[-5:], daily=160, fives=0.5)

    assert "F9" in _rules(flags.scan(events + kind, [], []))
    assert "F9" in _rules(flags.scan(events + busy, [], []))


@pytest.mark.parametrize(
    "rows",
    [
        [{"day": 1}],
        [{"device": "k", "day": 1, "time": "25:00", "score": 5}],
        [{"device": "k", "day": 1, "time": "8:00", "score": 6}],
        [{"device": "k", "day": "x", "time": "8:00", "score": 5}],
    ],
)
def test_broken_rows_are_named(rows: list[dict[str, Any]]) -> None:
    """A missing column, no time of day, no score, no number: the row is named."""
    with pytest.raises(Unusable, match="event 1"):
        flags.scan(rows, [], HOURS)


def test_nothing_gives_nothing() -> None:
    """Without ratings nobody is looked at."""
    assert flags.scan([], [], HOURS) == []


def test_contested_tickets() -> None:
    """F11: twelve disputed of a hundred where peers have one of a hundred; three by chance are not."""
    peers = [{"official": f"o{n}", "disputed": 1, "tickets": 100} for n in range(20)]
    found = flags.contested([*peers, {"official": "x", "disputed": "12", "tickets": "100"}])

    assert [(flag.device, flag.value) for flag in found] == [("x", 12)]
    assert flags.contested([*peers, {"official": "y", "disputed": 3, "tickets": 300}]) == []


def test_copied_remarks() -> None:
    """F13: five copies with other case, signs and diacritics; short thanks are nobody's copy."""
    praise = "Cán bộ rất nhiệt tình, hướng dẫn chu đáo, tôi rất hài lòng"
    texts = [
        praise,
        praise.upper(),
        "Can bo rat nhiet tinh huong dan chu dao toi rat hai long!!",
        praise + " ạ",
        "Chờ lâu quá, từ 8 giờ đến 10 giờ mới được gọi",
        *["tốt lắm"] * 9,
        praise.replace(",", ";"),
    ]

    assert flags.copies(texts) == [(0, 1, 2, 3, 14)]
