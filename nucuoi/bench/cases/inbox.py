"""How long a person with a large inbox waits."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench.case import Case, Figure, Measure, at_most
from nucuoi.bench.stand import Stand


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """An installation with so many remarks, each with its matter."""
    stand.run("nucuoi.bench.matters", str(stand.size))

    def measure(_: int) -> Mapping[str, float]:
        found: Mapping[str, float] = json.loads(stand.run("nucuoi.bench.task", "inbox"))
        return found

    yield measure


CASE = Case(
    name="inbox",
    purpose="reading a page of every folder, the counts of all folders, and the newest 100 matches of a "
    "search, for the province's control, a head above all units and one unit's handler; the slowest of "
    "each; then the figures of the matters of twelve months for the province. Measured only when named: `nucuoi bench inbox --size 1000000`.",
    figures=(
        Figure("page_ms", "a folder's page: time", "ms", at_most(100)),
        Figure("page_cpu_ms", "a folder's page: CPU of the program", "ms"),
        Figure("counts_ms", "counts of all folders: time", "ms", at_most(100)),
        Figure("counts_cpu_ms", "counts of all folders: CPU of the program", "ms"),
        Figure("search_ms", "a search: time", "ms", at_most(300)),
        Figure("search_cpu_ms", "a search: CPU of the program", "ms"),
        Figure("summed", "matters of twelve months", ""),
        Figure("sums_ms", "their figures: time", "ms"),
        Figure("sums_cpu_ms", "their figures: CPU of the program", "ms"),
    ),
    opened=opened,
    only_named=True,
)
