"""CPU time and memory of exactly the processes that were started."""

import subprocess
import sys

from nucuoi.bench import processor

BUSY = "import time; begun = time.process_time()\nwhile time.process_time() < begun + {}: pass\n"


def test_the_work_of_children_counts_even_when_they_have_ended() -> None:
    """A process is charged its own time, that of a living child and that of one it has buried."""
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY.format(0.3)!r}])"
    whole = f"{child}\n{BUSY.format(0.2)}print('done', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", whole], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        used = processor.cpu_s(process.pid)
        memory = processor.proportional_bytes(process.pid)
        process.communicate("\n")

    assert 0.45 <= used < 5
    assert memory > 1_000_000


def test_a_process_that_is_gone_uses_nothing() -> None:
    """Asking after a process that has ended gives zero, no fault."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()

    assert processor.cpu_s(process.pid) == 0
    assert processor.proportional_bytes(process.pid) == 0
