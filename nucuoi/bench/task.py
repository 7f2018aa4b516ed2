"""Times one of `bench.tasks` in the installation it runs on: `python -m nucuoi.bench.task boards`."""

import gc
import json
import sys

import django


def main() -> None:
    """Prints the figures as JSON."""
    django.setup()
    from nucuoi.bench.tasks import TASKS

    gc.freeze()  # as web server and worker do
    json.dump(TASKS[sys.argv[1]](), sys.stdout)


if __name__ == "__main__":
    main()
