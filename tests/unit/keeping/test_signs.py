"""What the health page says of each measure, and what it advises."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nucuoi.keeping import signs
from nucuoi.keeping.gauges import gauges
from nucuoi.keeping.machine import KernelClock, Room
from nucuoi.keeping.measures import LogState, Measures, Silent
from nucuoi.keeping.records import BackupMade, DrillDone
from nucuoi.keeping.signs import Sign, State
from nucuoi.worker import Lags

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
DAY = timedelta(days=1)
WELL = Measures(
    at=NOW,
    in_use_since=NOW - 90 * DAY,
    room=Room(free=80 * 10**9, total=100 * 10**9),
    database_size=10**9,
    backup=BackupMade(NOW - timedelta(hours=8), "/o-dia/nucuoi.tar.gz", 4 * 10**8),
    backup_is_there=True,
    drill=DrillDone(NOW - 2 * DAY, "nucuoi.tar.gz", right=True),
    keys_saved_at=NOW - 30 * DAY,
    keys_unsaved=(),
    lags=Lags(worker_s=0.3, pending=0, unfollowed=0),
    oldest_wait=timedelta(),
    kernel_clock=KernelClock(synchronised=True, error_s=0.01),
    clock_ahead=timedelta(milliseconds=80),
    certificate=Path("/etc/cert.pem"),
    certificate_expires_at=NOW + 60 * DAY,
    devices=4,
    silent=(),
    log=LogState(NOW, 0, 1, NOW),
)
TABLET = Silent("Máy quầy 1", "Bộ phận Tiếp nhận và Trả kết quả", None)


def sign(name: str, **changes: Any) -> Sign:
    """One sign of an installation that is well but for these changes."""
    (found,) = [one for one in signs.signs(replace(WELL, **changes)) if one.name == name]
    return found


def test_all_is_well() -> None:
    """Nothing to do: no advice anywhere, and the heading says so."""
    found = signs.signs(WELL)

    assert {one.state for one in found} == {State.FINE}
    assert [one.advice for one in found if one.advice] == []
    assert signs.heading(found) == "Máy chủ đang chạy tốt"


def test_the_gravest_stands_on_top_and_is_counted() -> None:
    """What must be done now comes first, then what should be looked at."""
    found = signs.signs(
        replace(WELL, backup=None, lags=Lags(None, 5, 0), silent=(TABLET,), certificate=None)
    )

    assert [one.state for one in found][:4] == [State.ACT, State.ACT, State.LOOK, State.UNKNOWN]
    assert signs.heading(found) == "2 việc cần làm ngay"
    assert signs.heading(found[2:]) == "1 điều nên xem"


@pytest.mark.parametrize(
    ("name", "changes", "state"),
    [
        # disk
        ("Ổ đĩa", {"room": Room(9 * 10**9, 100 * 10**9)}, State.LOOK),
        ("Ổ đĩa", {"database_size": 30 * 10**9}, State.LOOK),
        ("Ổ đĩa", {"room": Room(2 * 10**9, 100 * 10**9)}, State.ACT),
        # backup
        ("Sao lưu", {"backup": BackupMade(NOW - timedelta(hours=28), "x", 1)}, State.LOOK),
        ("Sao lưu", {"backup": BackupMade(NOW - 4 * DAY, "x", 1)}, State.ACT),
        ("Sao lưu", {"backup_is_there": False}, State.ACT),
        ("Sao lưu", {"backup": None}, State.ACT),
        ("Sao lưu", {"backup": None, "in_use_since": NOW - timedelta(hours=1)}, State.LOOK),
        # keys
        ("Sao lưu khóa", {"keys_saved_at": None}, State.LOOK),
        ("Sao lưu khóa", {"keys_unsaved": ("log.key",)}, State.LOOK),
        # drill
        ("Diễn tập phục hồi", {"drill": None}, State.LOOK),
        ("Diễn tập phục hồi", {"drill": DrillDone(NOW - 9 * DAY, "x", right=True)}, State.LOOK),
        ("Diễn tập phục hồi", {"drill": DrillDone(NOW, "x", right=False)}, State.ACT),
        # worker and log
        ("Tiến trình nền", {"lags": Lags(20, 0, 0)}, State.LOOK),
        ("Tiến trình nền", {"lags": Lags(61, 0, 0)}, State.ACT),
        ("Tiến trình nền", {"lags": Lags(None, 0, 0)}, State.ACT),
        ("Ghi sổ và cộng số", {"lags": Lags(0, 40, 9)}, State.FINE),
        ("Ghi sổ và cộng số", {"oldest_wait": timedelta(seconds=31)}, State.LOOK),
        ("Ghi sổ và cộng số", {"lags": Lags(0, 0, 60_000)}, State.LOOK),
        ("Ghi sổ và cộng số", {"oldest_wait": timedelta(minutes=6)}, State.ACT),
        # the public log
        ("Sổ công khai", {"log": LogState()}, State.FINE),
        ("Sổ công khai", {"log": LogState(NOW, 0, 0)}, State.LOOK),
        ("Sổ công khai", {"log": LogState(NOW - DAY, 3, 1, NOW)}, State.LOOK),
        ("Sổ công khai", {"log": LogState(NOW, 0, 1, NOW - DAY)}, State.LOOK),
        ("Sổ công khai", {"log": LogState(NOW, 0, 1, NOW, "Sổ ngắn hơn")}, State.ACT),
        # clock
        ("Đồng hồ", {"clock_ahead": None}, State.FINE),
        ("Đồng hồ", {"kernel_clock": None}, State.UNKNOWN),
        ("Đồng hồ", {"kernel_clock": KernelClock(synchronised=False, error_s=16)}, State.LOOK),
        ("Đồng hồ", {"clock_ahead": timedelta(minutes=-3)}, State.ACT),
        # certificate
        ("Chứng chỉ HTTPS", {"certificate": None}, State.UNKNOWN),
        ("Chứng chỉ HTTPS", {"certificate_expires_at": None}, State.ACT),
        ("Chứng chỉ HTTPS", {"certificate_expires_at": NOW + 20 * DAY}, State.LOOK),
        ("Chứng chỉ HTTPS", {"certificate_expires_at": NOW + 5 * DAY}, State.ACT),
        ("Chứng chỉ HTTPS", {"certificate_expires_at": NOW - DAY}, State.ACT),
        # devices
        ("Máy tại quầy", {"devices": 0}, State.FINE),
        ("Máy tại quầy", {"silent": (TABLET,)}, State.LOOK),
    ],
)
def test_each_state_has_its_measure(name: str, changes: dict[str, Any], state: State) -> None:
    """What is not well always says what to do; what is well asks for nothing."""
    found = sign(name, **changes)

    assert found.state is state
    assert bool(found.advice) is (state is not State.FINE)


def test_silent_tablets_are_named_with_their_place() -> None:
    """Six of them by name, the others as a number."""
    found = sign("Máy tại quầy", devices=10, silent=(TABLET,) * 8)

    assert found.value == "8 trong 10 máy im lặng trong giờ làm việc"
    assert found.advice.count("Máy quầy 1 (Bộ phận") == 6
    assert found.advice.endswith("và 2 máy nữa.")


def test_a_clock_says_to_which_side_it_is_off() -> None:
    """Ahead is "nhanh", behind is "chậm"."""
    assert sign("Đồng hồ", clock_ahead=timedelta(minutes=3)).value.startswith("nhanh hơn")
    assert sign("Đồng hồ", clock_ahead=-timedelta(minutes=3)).value.startswith("chậm hơn")


def test_what_cannot_be_known_is_no_figure() -> None:
    """`/metrics` leaves out what nobody knows rather than showing 0."""
    unknown: dict[str, Any] = {
        "backup": None,
        "drill": None,
        "keys_saved_at": None,
        "kernel_clock": None,
    }
    unknown |= {"clock_ahead": None, "certificate_expires_at": None, "lags": Lags(None, 0, 0)}
    known = {gauge.name for gauge in gauges(replace(WELL, **unknown))}
    every = {gauge.name: gauge.value for gauge in gauges(WELL)}

    assert every["nucuoi_backup_age_seconds"] == 8 * 3600
    assert every["nucuoi_drill_right"] == 1
    assert {name.removeprefix("nucuoi_") for name in every.keys() - known} == {
        "worker_heartbeat_age_seconds",
        "backup_age_seconds",
        "backup_there",
        "keys_backup_age_seconds",
        "drill_age_seconds",
        "drill_right",
        "clock_synchronised",
        "clock_error_seconds",
        "clock_ahead_seconds",
        "certificate_seconds",
    }
