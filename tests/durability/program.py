"""The console script `nucuoi` with a wall clock that a test moves while it runs.

The product has no way to be told another time; here its one clock is replaced from outside, before
anything is started. The steady clock, by which it waits, is left alone.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nucuoi.cli import main
from nucuoi.foundation import clock


def shift_clock(file: Path) -> None:
    """From now on the clock is off by the seconds that stand in `file`, read at every look."""

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=int(file.read_text()))

    clock.now = now


if __name__ == "__main__":
    shift_clock(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
