"""Pages of docs/reference that are made from the code: `nucuoi reference` writes them."""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver

from nucuoi.accounts.matrix import ACTIONS, ROUTES, Open

if TYPE_CHECKING:
    from nucuoi.cli import Verb
    from nucuoi.schedule import Job

FOLDER = Path("docs/reference")
_MADE = "<!-- Made by `nucuoi reference`; a test compares. -->"


def write(folder: Path = FOLDER) -> list[Path]:
    """Writes every made page into the folder; returns their paths."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
    return [folder / name for name in PAGES]


def routes() -> str:
    """Every address of the Django side, its name, and who may open it."""
    rows = [(f"`/{path}`", f"`{name}`", _openness(name)) for path, name in _addresses()]
    return _page(
        "Addresses",
        "Every address that Django answers, and who may open it (`nucuoi/accounts/matrix.py`).\n"
        "Intake stands in front and takes `POST /api/v1/ratings` and `POST /api/v1/ratings/batch`.",
        ("Address", "Name", "Who"),
        sorted(rows),
    )


def commands() -> str:
    """Every verb of the console script with its arguments."""
    from nucuoi.cli import VERBS

    rows = [(f"`nucuoi {name}`", verb.help, _arguments(verb)) for name, verb in VERBS.items()]
    return _page(
        "Commands",
        "`.venv/bin/nucuoi`, or `python -m nucuoi.cli` in the folder of the code.",
        ("Command", "What it does", "Arguments"),
        rows,
    )


def jobs() -> str:
    """Everything that happens without a person."""
    from nucuoi.schedule import JOBS

    rows = [(f"`{job.name}`", job.purpose, _pace(job), f"`{job.function}`") for job in JOBS]
    return _page(
        "Jobs",
        "What `nucuoi worker` does without a person (`nucuoi/schedule.py`), in this order.",
        ("Job", "What for", "How often", "Function"),
        rows,
    )


def retention() -> str:
    """What personal data is kept and what ends it."""
    from nucuoi.retention import RETENTION

    rows = [
        (
            row.what,
            ", ".join(f"`{table}`" for table in row.tables) or "tệp",
            row.span.format(days=_default(row.setting)),
            row.since,
            row.seen_by,
            f"việc `forget_{row.name}`" if row.forget else row.ends,
            f"`NUCUOI_{row.setting}`" if row.setting else "",
            row.citation,
        )
        for row in RETENTION
    ]
    return _page(
        "What personal data is kept, and how long",
        "The table that the schedule runs (`nucuoi/retention.py`); a test finds any other deletion.\n"
        "Days are those of an installation without settings of its own "
        "([explained](../explanation/du-lieu-ca-nhan.md)).",
        ("Data", "Where", "How long", "From", "Who reads it", "Ended by", "Setting", "Source"),
        rows,
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "routes.md": routes,
    "commands.md": commands,
    "jobs.md": jobs,
    "retention.md": retention,
}


def _default(setting: str) -> str:
    """The value of a setting where nobody set it, as settings.md says it; a test compares that."""
    found = re.search(rf"^\| `NUCUOI_{setting}` \| `(\d+)`", _settings(), re.MULTILINE)
    return found[1] if found else ""


def _settings() -> str:
    return (FOLDER / "settings.md").read_text(encoding="utf-8")


def _addresses() -> Iterator[tuple[str, str]]:
    return _walk(get_resolver().url_patterns, "", "")


def _walk(
    patterns: Iterable[URLPattern | URLResolver], path: str, namespace: str
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            yield here, f"{namespace}{pattern.name}"


def _openness(name: str) -> str:
    """Who may open an address, in words; an address nobody named is refused to everybody."""
    needed = ROUTES.get(name)
    if needed is None:
        return "nobody"
    if isinstance(needed, Open):
        return needed.value
    return f"`{needed}`: {', '.join(f'`{role.value}`' for role in ACTIONS[needed])}"


def _pace(job: "Job") -> str:
    """How often a job is done, in words."""
    pace = f"every {job.every_s:g} s"
    if job.idle_s != job.every_s:
        pace += f", {job.idle_s:g} s when there was nothing to do"
    return f"{pace}; at once after `{job.after}`" if job.after else pace


def _arguments(verb: "Verb") -> str:
    """The arguments as argparse shows them in a usage line; empty when there are none."""
    parser = argparse.ArgumentParser(prog="", add_help=False, formatter_class=_wide)
    verb.arguments(parser)
    shown = parser.format_usage().removeprefix("usage:").strip()
    return f"`{shown}`" if shown else ""


def _wide(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=1000)


def _page(title: str, lead: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *lines]
    return "\n".join([_MADE, f"# {title}", "", lead, "", *table, ""])
