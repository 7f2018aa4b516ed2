"""How long a person with a large inbox waits."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench.case import Case, Figure, Measure, at_most
from nucuoi.bench.stand import Stand


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """An installation with so many remarks, each with its matter."""
    stand.fill(by="nucuoi.bench.matters")

    def measure(_: int) -> Mapping[str, float]:
        found: Mapping[str, float] = json.loads(stand.run("nucuoi.bench.task", "inbox"))
        return found

    yield measure


CASE = Case(
    name="inbox",
    purpose="the inbox as it answers a request, template included, without the web server: every folder, "
    "whole and of one topic, and searches in two of them; then the counts of all folders alone; the slowest of "
    "each, for the province's control, a head above all units, the head and a handler of the busiest unit and "
    "the inspectors; last the page of figures of the matters of twelve months for the province. CPU is that of "
    "the program and of the database server. Measured only when named: `nucuoi bench inbox --size 1000000`.",
    figures=(
        Figure("page_ms", "a page: time", "ms", at_most(100)),
        Figure("page_cpu_ms", "a page: CPU", "ms"),
        Figure("counts_ms", "counts of all folders: time", "ms", at_most(100)),
        Figure("counts_cpu_ms", "counts of all folders: CPU", "ms"),
        Figure("search_ms", "a search: time", "ms", at_most(300)),
        Figure("search_cpu_ms", "a search: CPU", "ms"),
        Figure("summed", "matters of twelve months", ""),
        Figure("sums_ms", "the page of their figures: time", "ms", at_most(150)),
        Figure("sums_cpu_ms", "the page of their figures: CPU", "ms"),
    ),
    opened=opened,
    only_named=True,
    keeps="inbox",
)
