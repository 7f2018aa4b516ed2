"""Keeps programs alive until it is asked to stop."""

import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from nucuoi.foundation.lifeline import end_with_parent


@dataclass(slots=True)
class Program:
    """One program to keep alive; `name` is what people read."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    ends: deque[float] = field(default_factory=deque)


class Supervisor:
    """Starts programs, starts again what dies, and ends all of them when asked to.

    Programs stay in the process group of this one, so one signal to the group reaches all; where
    the system allows it they end with this process even if it is killed.

    Args:
        environment: What the programs see; None = the same as this process.
        say: Takes one Vietnamese line for the person at the terminal.
        give_up_after: Deaths of one program within a minute after which everything is ended.
    """

    TICK_S = 0.2
    PATIENCE_S = 20.0
    PAUSE_S = 0.5

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        environment: Mapping[str, str] | None = None,
        say: Callable[[str], None] = print,
        give_up_after: int = 5,
    ) -> None:
        self.programs = programs
        self.environment = environment
        self.say = say
        self.give_up_after = give_up_after
        self._stop = threading.Event()

    def listen(self) -> None:
        """From now on SIGINT and SIGTERM ask for the end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._asked)

    def run(self, command: Sequence[str]) -> bytes | None:
        """Runs a command to its end.

        Returns:
            What it printed; None when it failed or the end was asked for meanwhile.
        """
        process = self._open(command, stdout=subprocess.PIPE)
        while process.poll() is None and not self._stop.wait(self.TICK_S / 4):
            continue
        process.terminate()
        printed, _ = process.communicate()
        return printed if process.returncode == 0 and not self.stopping else None

    def start(self) -> None:
        """Starts every program."""
        for program in self.programs:
            self._start(program)

    def watch(self, each_tick: Callable[[], None]) -> int:
        """Waits until the end and calls `each_tick` every `TICK_S`.

        Returns:
            0 when it was asked for, 1 when a program kept dying. All programs have ended.
        """
        try:
            return self._watch(each_tick)
        finally:
            self.end()

    def end(self) -> None:
        """Asks every program to end, waits `PATIENCE_S`, then kills what is left."""
        running = [program for program in self.programs if _alive(program)]
        for program in running:
            assert program.process is not None
            program.process.terminate()
        deadline = time.monotonic() + self.PATIENCE_S
        for program in running:
            self._await_end(program, deadline)

    @property
    def stopping(self) -> bool:
        """Whether the end was asked for."""
        return self._stop.is_set()

    def _watch(self, each_tick: Callable[[], None]) -> int:
        while not self._stop.wait(self.TICK_S):
            each_tick()
            for program in self.programs:
                if not _alive(program) and not self._revive(program):
                    return 1
        return 0

    def _revive(self, program: Program) -> bool:
        """Starts a dead program again; False when it died too often."""
        assert program.process is not None
        code = program.process.returncode
        now = time.monotonic()
        program.ends.append(now)
        while program.ends[0] < now - 60:
            program.ends.popleft()
        if len(program.ends) >= self.give_up_after:
            self.say(f"{program.name} dừng liên tục (mã {code}). Đã dừng tất cả; xem lỗi ở trên.")
            return False
        self.say(f"{program.name} đã dừng bất thường (mã {code}); đang chạy lại.")
        if not self._stop.wait(self.PAUSE_S):
            self._start(program)
        return True

    def _start(self, program: Program) -> None:
        program.process = self._open(program.command)

    def _open(self, command: Sequence[str], stdout: int | None = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own commands
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            preexec_fn=_begin_of_child,  # noqa: PLW1509  # no thread runs in this process
        )

    def _await_end(self, program: Program, deadline: float) -> None:
        assert program.process is not None
        try:
            program.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.say(f"{program.name} không dừng sau {self.PATIENCE_S:.0f} giây; buộc dừng.")
            program.process.kill()
            program.process.wait()

    def _asked(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()


def _alive(program: Program) -> bool:
    return program.process is not None and program.process.poll() is None


def _begin_of_child() -> None:
    """Ctrl-C is for the supervisor alone; its death ends the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
