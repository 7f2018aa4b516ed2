"""The shipped outbox, ten thousand lives long."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIVES = 10_000
OFTEN_ENOUGH = 100
"""Each kind of trouble must have come up this often, or the world was too kind."""


@pytest.mark.long
def test_ten_thousand_lives_of_a_tablet_lose_and_double_nothing() -> None:
    """Drops, repeats, reordering, crashes between any two steps, clocks ±3 days, clones, re-pairing."""
    command = ["node", "tests/js/simulation/run.js", "1000", str(LIVES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["lives"] == LIVES
    assert (
        min(told[name] for name in ("ratings", "held", "taken", "forks", "gaps", "kills"))
        > OFTEN_ENOUGH
    )
