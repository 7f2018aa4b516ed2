"""An installation whose programs are killed, stopped and started again from outside."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from tests import migrated
from tests.durability import office, staff
from tests.durability.databases import Database, SqliteFile
from tests.durability.preloaded import Forked, Preloaded

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0
LOADED_ANEW = 10
"""Every so many starts are from nothing even so: pages load while ratings come."""
Program = subprocess.Popen[bytes] | Forked
STAFF = staff.NAME
"""A program beside those of the product: people who act, so that the journal grows."""


class Installation:
    """Web and worker over one data folder and one database, each in a process group of its own.

    Attributes:
        counter: Code of a counter that can be rated.
        token: Of a tablet that is paired with it.
        port: Where the web server answers.
    """

    filling = "tests.durability.office"
    """Program that fills an empty folder."""

    def __init__(self, data: Path, database: Database) -> None:
        self.data = data
        self.database = database
        self.port = free_port()
        self._clock = data / "clock"
        self._clock.write_text("0")
        self.programs: Sequence[str] = ("serve", "worker")
        """What is kept alive; `STAFF` may be added."""
        self.settings: dict[str, str] = {}
        """Further variables of the environment of its programs."""
        self.tracing: dict[str, Sequence[str]] = {}
        """Put in front of the command of a program at its next start alone."""
        self._groups: list[int] = []
        """Process groups of everything that was ever started."""
        self._running: dict[str, Program] = {}
        self._preloaded: Preloaded | None = None
        self._starts = 0
        database.start()
        if not (data / office.RECORD).exists():
            self._fill()
        known = json.loads((data / office.RECORD).read_text())
        self.counter: str = known["counter"]
        self.token: str = known["token"]

    def start(self) -> None:
        """Starts what does not run, and waits until the web server answers."""
        self.revive()
        wait_until(self.answers, "the web server answers")

    def revive(self) -> None:
        """Starts what does not run; returns at once."""
        for name in self.programs:
            if name not in self._running or self._running[name].poll() is not None:
                self._running[name] = self._started(name)
                self._groups.append(self._running[name].pid)

    def load_once(self) -> None:
        """From now on programs are forked from one that has everything loaded, nine in ten."""
        self._preloaded = Preloaded(self.environment())

    def kill(self, *names: str) -> None:
        """SIGKILL for every process of these programs at once, as a power cut would."""
        programs = [self._running.pop(name) for name in names if name in self._running]
        for program in programs:
            self._signal(program, signal.SIGKILL)
        for program in programs:
            program.wait()

    def kill_one_of(self, name: str, chance: random.Random) -> None:
        """SIGKILL for one process of a program; returns when its parent has noticed and ended."""
        with suppress(ProcessLookupError):
            os.kill(chance.choice(self.pids(name)), signal.SIGKILL)
        self._running[name].wait()

    def kill_parent_of(self, name: str) -> None:
        """SIGKILL for the first process of a program alone."""
        program = self._running.pop(name)
        program.kill()
        program.wait()

    def pause(self, name: str, seconds: float) -> None:
        """SIGSTOP, and SIGCONT after a while: a machine that swaps or a virtual one that is moved."""
        self._signal(self._running[name], signal.SIGSTOP)
        time.sleep(seconds)
        self._signal(self._running[name], signal.SIGCONT)

    def pids(self, name: str) -> list[int]:
        """The processes of a program."""
        return _members(self._running[name].pid)

    def all_pids(self) -> list[int]:
        """The processes of all programs."""
        return [pid for name in self.programs for pid in self.pids(name)]

    def lasting_pids(self) -> list[int]:
        """The same without errands, which end by themselves; one that has just ended has no command."""
        commands = ((pid, _command(pid)) for pid in self.all_pids())
        return [pid for pid, command in commands if command and b"nucuoi.cli" not in command]

    def left_behind(self) -> list[int]:
        """Processes of programs that ended long ago."""
        present = {program.pid for program in self._running.values()}
        ended = [group for group in self._groups if group not in present]
        return [pid for pid in _members(*ended) if self._is_ours(pid)]

    def jump_clock(self, seconds: int) -> None:
        """Puts the wall clock of all programs off by so much, 0 = right."""
        draft = self._clock.with_suffix(".new")
        draft.write_text(str(seconds))
        draft.replace(self._clock)

    def answers(self) -> bool:
        """Whether the web server answers now."""
        return self.asked("GET", "/api/v1/ratings") == 405

    def asked(self, method: str, path: str) -> int | None:
        """The status of one request; None = no answer came."""
        with (
            suppress(OSError, http.client.HTTPException),
            closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)) as link,
        ):
            link.request(method, path)
            return link.getresponse().status
        return None

    def fsck(self) -> str:
        """What the check found wrong; empty when nothing."""
        found = self.command("fsck")
        return "" if found.returncode == 0 else found.stdout + found.stderr

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs one verb of the console script to its end."""
        return subprocess.run(
            [sys.executable, "-m", "nucuoi.cli", *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def stop(self) -> None:
        """Ends everything."""
        self.kill(*self._running)
        if self._preloaded:
            self._preloaded.close()
        self.database.stop()

    def environment(self) -> dict[str, str]:
        """What the programs see."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nucuoi.settings",
            "NUCUOI_DATA": str(self.data),
            "NUCUOI_OPEN_LIMIT": "0",
            "NUCUOI_LOG_LEVEL": "ERROR",
            "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as in use, and not at every start
            **self.database.environment(),
            **self.settings,
        }

    def _started(self, name: str) -> Program:
        log = self.data / f"{name}.log"
        arguments = [name, *(["--port", str(self.port)] if name == "serve" else [])]
        self._starts += 1
        if self._preloaded and self._starts % LOADED_ANEW:
            return self._preloaded.start(self._clock, log, arguments)
        return self._loading(name, log, arguments)

    def _loading(self, name: str, log: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        module = "staff" if name == STAFF else "program"
        with log.open("ab") as written:
            return subprocess.Popen(
                [
                    *self.tracing.pop(name, ()),
                    *(sys.executable, "-m", f"tests.durability.{module}"),
                    *(str(self._clock), *arguments),
                ],
                cwd=ROOT,
                env=self.environment(),
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=written,
            )

    def _fill(self) -> None:
        if isinstance(self.database, SqliteFile):
            migrated.folder(self.data)
        subprocess.run(
            [sys.executable, "-m", self.filling],
            cwd=ROOT,
            env=self.environment(),
            check=True,
        )

    def _is_ours(self, pid: int) -> bool:
        """Whether it writes into this folder: numbers of processes come again after hours."""
        with suppress(OSError):
            return Path(f"/proc/{pid}/fd/2").readlink().is_relative_to(self.data)
        return False

    def _signal(self, program: Program, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, number)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b"nucuoi.cli"  # an errand that has just ended


def _members(*groups: int) -> list[int]:
    if not groups:
        return []
    listed = ["pgrep", "-g", ",".join(map(str, groups))]
    found = subprocess.run(listed, capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def wait_until(reached: Callable[[], bool], what: str, within_s: float = PATIENCE_S) -> None:
    """Returns once something holds; fails with its name when it does not come about."""
    deadline = time.monotonic() + within_s
    while not reached():
        assert time.monotonic() < deadline, f"not within {within_s:.0f} s: {what}"
        time.sleep(0.05)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
