"""Fills the empty installation it runs on: `python -m nucuoi.bench.fill 10000000 [--waiting] [--officials 5000]`."""

import argparse
import sys

import django


def main() -> None:
    """Makes the ratings; `--waiting` leaves out leaves and rollups, `--officials` says how many sit at counters."""
    parser = argparse.ArgumentParser()
    parser.add_argument("ratings", type=int)
    parser.add_argument("--waiting", action="store_true")
    parser.add_argument("--officials", type=int, default=0)
    chosen = parser.parse_args()
    django.setup()
    from nucuoi.bench.mass import fill

    fill(
        chosen.ratings,
        sealed=not chosen.waiting,
        officials=chosen.officials,
        progress=_say,
    )


def _say(done: int, total: int) -> None:
    line = f"\rlập {done:,} / {total:,} lượt đánh giá   ".replace(",", ".")
    print(line, end="", file=sys.stderr, flush=True)  # noqa: T201  # the terminal is its interface


if __name__ == "__main__":
    main()
