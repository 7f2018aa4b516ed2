"""The worker, which writes down the CPU time of each of its jobs: `python -m nucuoi.bench.timed_worker`."""

import json
import os
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

FILE = "jobs.json"
"""In the data folder: CPU seconds so far by name of the job, written after each that did something."""


def main() -> None:
    """Runs until SIGTERM."""
    import django

    django.setup()
    from nucuoi import worker

    run, used_s = worker._run, defaultdict[str, float](float)  # noqa: SLF001  # measured where it is called

    def timed(post: worker._Post, now_s: float) -> int:
        begun_s = time.process_time()
        done = run(post, now_s)
        used_s[post.job.name] += time.process_time() - begun_s
        if done:
            _write(used_s)
        return done

    worker._run = timed  # noqa: SLF001  # beside it
    worker.run()


def cpu_s(data: Path) -> Mapping[str, float]:
    """CPU seconds so far by name of the job; jobs that have not run are 0."""
    found: dict[str, float] = json.loads((data / FILE).read_text())
    return defaultdict(float, found)


def _write(used_s: Mapping[str, float]) -> None:
    """In one step, so that a reader finds all of it."""
    file = Path(os.environ["NUCUOI_DATA"]) / FILE
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(used_s))
    draft.replace(file)


if __name__ == "__main__":
    main()
