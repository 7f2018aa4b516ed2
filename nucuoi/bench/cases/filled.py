"""What is measured inside an installation with many ratings, where the program itself runs."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager

from nucuoi.bench.case import Case, Figure, Measure, at_least, at_most
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.stand import Stand, stand
from nucuoi.bench.turns import in_turn

TIMES = 10
"""How many times as many ratings the larger installation of `growth` has."""
_BOARDS = ("commune", "district", "province")
_WHOLE = {"rebuild": "rebuild_s", "export": "a_million_s", "size": "rating_bytes"}
"""What of the larger installation `growth` reports beside its boards, by task."""


def timed(
    task: str, *, waiting: bool = False
) -> Callable[[Stand], AbstractContextManager[Measure]]:
    """A case of one of `bench.tasks`, on a stand filled for it.

    Args:
        waiting: Whether the ratings wait for their leaves.
    """

    @contextmanager
    def opened(made: Stand) -> Iterator[Measure]:
        made.fill(*(["--waiting"] if waiting else []))
        yield lambda _: _figures(made, task)

    return opened


def growing(
    task: str,
    compared: Sequence[str],
    of_the_many: Mapping[str, str],
    filled: Sequence[str] = (),
) -> Callable[[Stand], AbstractContextManager[Measure]]:
    """A case of one of `bench.tasks` on two stands, one with `TIMES` as many ratings.

    Args:
        compared: Names of what must not grow: the task gives `<name>_ms` for each.
        of_the_many: Other tasks of the larger stand, each with the figure that is wanted of it.
        filled: Further arguments of the fill.
    """

    @contextmanager
    def opened(made: Stand) -> Iterator[Measure]:
        with ExitStack() as closing:
            size = made.size * TIMES
            place = made.folder / f"{size}" if made.stays else None
            larger = closing.enter_context(stand(made.database, size, place))
            for one in (made, larger):
                one.fill(*filled)

            def measure(number: int) -> Mapping[str, float]:
                few, many = in_turn(
                    number, lambda: _figures(made, task), lambda: _figures(larger, task)
                )
                ratios = {name: many[f"{name}_ms"] / few[f"{name}_ms"] for name in compared}
                more = {key: _figures(larger, other)[key] for other, key in of_the_many.items()}
                return {**many, **ratios, **more}

            yield measure

    return opened


def _figures(made: Stand, task: str) -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(made.run("nucuoi.bench.task", task))
    if not all(found.values()):
        raise BenchFailed(f"Phép đo {task} không còn gì để làm: xin bớt vòng hoặc tăng --size.")
    return found


SEAL = Case(
    name="seal",
    purpose="waiting ratings get their leaves and are counted, as the worker does it, in its own "
    "process and with every commit; at most 10,000 a round.",
    figures=(
        Figure("sealed", "ratings sealed and counted in a round"),
        Figure("seal_rate", "sealed and counted", "/s", at_least(10_000)),
        Figure("seal_cpu", "CPU of the worker for each", "µs"),
    ),
    opened=timed("seal", waiting=True),
)
REBUILD = Case(
    name="rebuild",
    purpose="all rollups are thrown away and counted again from leaf 0; of ten million ratings fewer "
    "have a cell of their own than of these, so that `growth` alone tells their time.",
    figures=(
        Figure("leaves", "leaves"),
        Figure("rebuild_s", "time", "s"),
        Figure("rebuild_cpu_s", "CPU of the program", "s"),
        Figure("ten_million_s", "time of ten million at this rate", "s", at_most(300)),
        Figure("rebuild_mb", "most memory of the program", "MB"),
    ),
    opened=timed("rebuild"),
    on_shared=True,
)
BOARDS = Case(
    name="boards",
    purpose="reading all that the month's board of a unit shows, without the template; CPU and time "
    "of the program, each the median of 15.",
    figures=(
        *(Figure(f"{level}_ms", f"{level}: time", "ms", at_most(20)) for level in _BOARDS),
        *(Figure(f"{level}_cpu_ms", f"{level}: CPU", "ms", at_most(20)) for level in _BOARDS),
    ),
    opened=timed("boards"),
    on_shared=True,
)
EXPORT = Case(
    name="export",
    purpose="a .csv of all ratings of the province, written row by row.",
    figures=(
        Figure("rows", "rows"),
        Figure("export_s", "time", "s"),
        Figure("a_million_s", "time of a million rows at this rate", "s", at_most(15)),
        Figure("a_million_cpu_s", "CPU of the program for a million rows", "s"),
        Figure("export_mb", "most memory of the program", "MB"),
    ),
    opened=timed("export"),
    on_shared=True,
)
SIZE = Case(
    name="size",
    purpose="bytes on the disk for each rating, indexes included; 550 is the goal on PostgreSQL.",
    figures=(
        Figure("rating_bytes", "row of the rating and its leaf", "B", at_most(550)),
        Figure("with_rollups_bytes", "with the rollups", "B"),
    ),
    opened=timed("size"),
    on_shared=True,
)
AUDIT = Case(
    name="audit",
    purpose="`nucuoi audit` of all leaves: public log, commitments and every count; log and bundle "
    "are made before. Measured only when named: `nucuoi bench audit --size 1000000 --write-docs`.",
    figures=(
        Figure("audited", "leaves"),
        Figure("audit_s", "time", "s"),
        Figure("a_million_audited_s", "time of a million leaves at this rate", "s", at_most(60)),
        Figure(
            "a_million_audited_cpu_s", "CPU of the program for a million leaves", "s", at_most(60)
        ),
        Figure("audit_mb", "most memory of the program", "MB"),
    ),
    opened=timed("audit"),
    only_named=True,
)
GROWTH = Case(
    name="growth",
    purpose="`boards` with ten times as many ratings, in turn with the fewer, then rebuild, export and "
    "size of the many; measured only when named, since filling takes its time: "
    "`nucuoi bench growth --size 1000000 --rounds 1 --write-docs` for ten million.",
    figures=(
        *(
            Figure(f"{level}_ms", f"{level}, the many: time", "ms", at_most(20))
            for level in _BOARDS
        ),
        *(Figure(f"{level}_cpu_ms", f"{level}, the many: CPU", "ms") for level in _BOARDS),
        *(Figure(level, f"{level}, the many by the few", "", at_most(1.5)) for level in _BOARDS),
        Figure("rebuild_s", "rebuild of the many: time", "s", at_most(300)),
        Figure("a_million_s", "export of the many: time of a million rows", "s", at_most(15)),
        Figure("rating_bytes", "row of a rating and its leaf, among the many", "B", at_most(550)),
    ),
    opened=growing("boards", _BOARDS, _WHOLE),
    only_named=True,
    keeps="ratings",
)
_GOALS = {"own": 50, "people": 150, "province": 150}
OFFICIALS = 5_000
"""Of a large province."""
FIGURES = Case(
    name="figures",
    purpose="all fair figures, warnings and flags of a first night for 5,000 officials who hold a counter each, "
    "sign on and have visits keyed there on every working day of the rolling year; then their pages drawn with template "
    "but without the web server, with ten times as many ratings in turn with the fewer; CPU of the night is that "
    "of the program and of the database server; measured only when named: "
    "`nucuoi bench figures --size 1000000` for ten million.",
    figures=(
        Figure("officials", "officials with a figure"),
        Figure("night_s", "the whole night's computation", "s", at_most(60)),
        Figure("night_cpu_s", "CPU of it", "s", at_most(60)),
        *(Figure(f"{name}_ms", f"{name}: time", "ms", at_most(ms)) for name, ms in _GOALS.items()),
        *(
            Figure(f"{name}_cpu_ms", f"{name}: CPU", "ms", at_most(ms))
            for name, ms in _GOALS.items()
        ),
        *(Figure(name, f"{name}, the many by the few", "", at_most(1.5)) for name in _GOALS),
    ),
    opened=growing("figures", tuple(_GOALS), {}, ["--officials", str(OFFICIALS)]),
    only_named=True,
    keeps="officials",
)
