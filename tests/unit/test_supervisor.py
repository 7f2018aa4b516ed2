"""The supervisor starts again what dies, ends what runs, and leaves nothing behind."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nucuoi.service.supervisor import Program, Supervisor

FOREVER = (sys.executable, "-c", "import time; time.sleep(600)")
DEAD_AT_ONCE = (sys.executable, "-c", "raise SystemExit(3)")
OBEDIENT = (
    sys.executable,
    "-c",
    "import signal, sys, time, pathlib\n"
    "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n"
    "pathlib.Path(sys.argv[1]).write_text('ready')\n"
    "time.sleep(600)",
)


class Impatient(Supervisor):
    """A supervisor with shorter waits."""

    TICK_S = 0.02
    PAUSE_S = 0.01
    PATIENCE_S = 0.5


def _stop_when(supervisor: Supervisor, reached: Callable[[], bool]) -> Callable[[], None]:
    """A tick that asks for the end once something is reached."""

    def tick() -> None:
        if reached():
            supervisor._stop.set()

    return tick


def test_what_dies_is_started_again() -> None:
    """A program that is killed runs again under another number, and the person is told."""
    said: list[str] = []
    program = Program("Máy chủ web", FOREVER)
    supervisor = Impatient([program], say=said.append)
    supervisor.start()
    assert program.process is not None
    first = program.process
    first.kill()

    code = supervisor.watch(_stop_when(supervisor, lambda: program.process is not first))

    assert code == 0
    assert said == ["Máy chủ web đã dừng bất thường (mã -9); đang chạy lại."]


def test_what_keeps_dying_ends_everything() -> None:
    """After five deaths in a minute all programs are ended and the exit code is 1."""
    said: list[str] = []
    broken, other = Program("Tiến trình nền", DEAD_AT_ONCE), Program("Máy chủ web", FOREVER)
    supervisor = Impatient([broken, other], say=said.append)
    supervisor.start()

    code = supervisor.watch(lambda: None)

    assert code == 1
    assert said[-1].startswith("Tiến trình nền dừng liên tục (mã 3).")
    assert other.process is not None
    assert other.process.poll() is not None


def test_an_obedient_program_ends_by_itself(tmp_path: Path) -> None:
    """The end is asked for with SIGTERM first."""
    ready = tmp_path / "ready"
    program = Program("Máy chủ web", [*OBEDIENT, str(ready)])
    supervisor = Impatient([program], say=lambda _: None)
    supervisor.start()
    supervisor.watch(_stop_when(supervisor, ready.exists))

    assert program.process is not None
    assert program.process.returncode == 0


def test_a_deaf_program_is_killed() -> None:
    """A program that ignores SIGTERM is killed after the patience, and the person is told."""
    said: list[str] = []
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True)"
    )
    program = Program("Tiến trình nền", (sys.executable, "-c", f"{deaf}; time.sleep(600)"))
    supervisor = Impatient([program], say=said.append)
    supervisor.start()
    time.sleep(0.5)
    supervisor._stop.set()

    assert supervisor.watch(lambda: None) == 0
    assert program.process is not None
    assert program.process.returncode == -signal.SIGKILL
    assert said == ["Tiến trình nền không dừng sau 0 giây; buộc dừng."]


@pytest.mark.parametrize(
    ("command", "printed"),
    [((sys.executable, "-c", "print('xong')"), b"xong\n"), (DEAD_AT_ONCE, None)],
)
def test_a_command_is_run_to_its_end(command: tuple[str, ...], printed: bytes | None) -> None:
    """A command gives what it printed, or None when it failed."""
    assert Impatient([]).run(command) == printed


def test_a_command_ends_when_the_end_is_asked_for() -> None:
    """A long preparation does not delay the end."""
    supervisor = Impatient([])
    threading.Timer(0.2, supervisor._stop.set).start()

    assert supervisor.run(FOREVER) is None


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a child of its parent's death"
)
def test_programs_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    """Even after `kill -9` of the supervisor its programs end."""
    ready = tmp_path / "ready"
    script = (
        "from nucuoi.service.supervisor import Program, Supervisor\n"
        "import sys\n"
        "s = Supervisor([Program('p', sys.argv[1:])]); s.start()\n"
        "print(s.programs[0].process.pid, flush=True); s.watch(lambda: None)"
    )
    import subprocess

    with subprocess.Popen(
        [sys.executable, "-c", script, *OBEDIENT, str(ready)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        _until(ready.exists)
        parent.kill()

    _until(lambda: not _runs(child))
    assert not _runs(child)


def _until(reached: Callable[[], bool], within_s: float = 20) -> None:
    deadline = time.monotonic() + within_s
    while not reached() and time.monotonic() < deadline:
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    """Whether a process is there and no mere entry waiting for its parent."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
