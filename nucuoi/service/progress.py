"""One line at a time for the person at the terminal."""

import sys


def say(line: str) -> None:
    """Prints a line at once, on stderr: stdout is for results."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # the terminal is the interface here
