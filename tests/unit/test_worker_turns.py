"""The worker's turns: what is due runs, in order; a failing job waits and harms no other."""

import logging
from pathlib import Path

import pytest

from nucuoi.alone import Turn
from nucuoi.foundation import heartbeat
from nucuoi.schedule import JOBS, Job
from nucuoi.worker import LONGEST_SLEEP_S, Worker

calls: list[str] = []
results: dict[str, int | Exception] = {}


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No calls yet, nothing to do."""
    calls.clear()
    results.clear()


def first() -> int:
    """A job."""
    return _called("first")


def second() -> int:
    """Another job."""
    return _called("second")


def _called(name: str) -> int:
    calls.append(name)
    result = results.get(name, 0)
    if isinstance(result, Exception):
        raise result
    return result


def worker(folder: Path) -> Worker:
    """Two jobs, the second due at once after the first did something."""
    here = "tests.unit.test_worker_turns."
    jobs = (
        Job("first", here + "first", every_s=0.2, idle_s=5, purpose=""),
        Job("second", here + "second", every_s=0.2, idle_s=100, purpose="", after="first"),
    )
    return Worker(jobs, beat=folder / "beat")


def test_all_run_at_first_then_rest(tmp_path: Path) -> None:
    """At the start everything is due; with nothing to do each rests its own time."""
    subject = worker(tmp_path)
    for now_s in (0.0, 4.9, 5.0, 9.9, 100.0):
        subject.turn(now_s)

    assert calls == ["first", "second", "first", "first", "second"]


def test_busy_jobs_come_back_sooner(tmp_path: Path) -> None:
    """A job that did something is due again after the short pause."""
    results["first"] = 3
    subject = worker(tmp_path)

    assert subject.turn(0.0) == pytest.approx(0.2)
    subject.turn(0.2)
    assert calls.count("first") == 2


def test_follower_runs_at_once(tmp_path: Path) -> None:
    """What one job did, the job after it sees in the same turn."""
    subject = worker(tmp_path)
    subject.turn(0.0)
    results["first"] = 1
    subject.turn(5.0)

    assert calls == ["first", "second", "first", "second"]


def test_failing_job(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged once with its traceback, waits twice as long each time, and says it is back."""
    results["first"] = OSError("disk full")
    subject = worker(tmp_path)
    for now_s in (0.0, 0.9, 1.0, 2.9, 3.0, 6.9, 7.0):
        subject.turn(now_s)

    assert calls.count("first") == 4
    assert calls.count("second") == 1
    (record,) = caplog.records
    assert record.exc_info is not None

    results["first"] = 0
    with caplog.at_level(logging.WARNING):
        subject.turn(15.0)
    assert "works again after 4 failures" in caplog.text


def test_back_off_has_an_end(tmp_path: Path) -> None:
    """However often it failed, a job is tried again within a minute."""
    results["first"] = OSError("disk full")
    subject = worker(tmp_path)
    for minute in range(30):
        subject.turn(minute * 60.0)

    assert calls.count("first") == 30


def test_sleep_is_short(tmp_path: Path) -> None:
    """Between turns the worker sleeps shortly, so that it ends soon after it is told to."""
    assert 0 <= worker(tmp_path).turn(0.0) <= LONGEST_SLEEP_S


def test_ends_between_two_jobs(tmp_path: Path) -> None:
    """Told to stop, it runs no further job."""
    subject = worker(tmp_path)
    subject.stop()
    subject.run(Turn())

    assert calls == []


def test_sign_of_life(tmp_path: Path) -> None:
    """Every turn leaves a fresh sign of life."""
    assert heartbeat.age_s(tmp_path / "beat") is None

    worker(tmp_path).turn(0.0)
    age_s = heartbeat.age_s(tmp_path / "beat")
    assert age_s is not None
    assert age_s >= 0


def test_schedule_is_whole(tmp_path: Path) -> None:
    """Every job has a name of its own, a function that exists and a purpose; `after` looks back."""
    Worker(JOBS, beat=tmp_path / "beat")
    names = [job.name for job in JOBS]

    assert len(set(names)) == len(names)
    assert all(job.purpose.endswith(".") for job in JOBS)
    for place, job in enumerate(JOBS):
        assert not job.after or job.after in names[:place]
