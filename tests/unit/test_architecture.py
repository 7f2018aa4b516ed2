"""Rooms stay apart: what import-linter cannot say about who may import what of another room."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "nucuoi"
OPEN_MODELS = {"organisation", "accounts"}
"""Rooms whose models any higher room may read (docs/decisions, ARCHITECTURE.md)."""
PRIVATE = {"admin", "api", "apps", "forms", "jobs", "migrations", "templatetags", "urls", "views"}
"""Files of a room that serve the room alone."""
TOP = {
    "alone",
    "api",
    "bench",
    "cli",
    "demo",
    "health",
    "keeping",
    "openapi",
    "reference",
    "schedule",
    "service",
    "settings",
    "urls",
    "worker",
    "rsgi",
}
"""The files that know all rooms."""


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("nucuoi", cache_dir=None)


def _crossings() -> list[tuple[str, str]]:
    """Every import from one room into another, as full module names."""
    graph = _graph()
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if _room(importer) != _room(imported)
    ]


def _room(module: str) -> str:
    return [*module.split("."), ""][1]


def _part(module: str) -> str:
    """The file of a room a module belongs to: `nucuoi.scores.rules.tally` gives `rules`."""
    return [*module.split("."), "", ""][2]


def test_models_of_a_room_are_its_own() -> None:
    """Nobody reads another room's models, but those of organisation and accounts."""
    wrong = [
        f"{importer} imports {imported}"
        for importer, imported in _crossings()
        if _part(imported) == "models" and _room(imported) not in OPEN_MODELS
    ]

    assert sorted(wrong) == []


def test_pages_and_forms_of_a_room_are_its_own() -> None:
    """Rooms talk through queries, actions and rules, never through views, forms, urls or jobs."""
    wrong = [
        f"{importer} imports {imported}"
        for importer, imported in _crossings()
        if _part(imported) in PRIVATE and _room(importer) not in TOP
    ]

    assert sorted(wrong) == []


def test_web_and_ledger_know_no_models_of_rooms_above() -> None:
    """The layout and the log work without knowing what stands in the rooms above them."""
    above = {
        "accounts",
        "audit",
        "organisation",
        "ratings",
        "kiosk",
        "scores",
        "cases",
        "reports",
        "desk",
        "portal",
    }
    wrong = [
        f"{importer} imports {imported}"
        for importer, imported in _crossings()
        if _room(importer) in {"web", "ledger", "documents", "foundation"}
        and _room(imported) in above
    ]

    assert sorted(wrong) == []


@pytest.mark.parametrize("room", sorted(path.parent.name for path in PACKAGE.glob("*/apps.py")))
def test_every_room_says_what_it_is_for(room: str) -> None:
    """The docstring of a room's package is one sentence about its work."""
    text = (PACKAGE / room / "__init__.py").read_text()

    assert text.count('"""') == 2
    assert text.startswith('"""')


def test_reading_a_command_line_loads_nothing_heavy() -> None:
    """Every program begins so: neither numpy nor Django before it is known which one is wanted."""
    said = (
        "import sys, nucuoi.cli; nucuoi.cli.parser();"
        " print(sorted({'numpy', 'scipy', 'django'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)

    assert found.stdout == "[]\n"
