"""The reference pages say what the code says, links lead somewhere, nothing personal slips in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from nucuoi import reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
ELSEWHERE = {"node_modules", "var", "vendor"}
HIDDEN_BUT_OURS = {".ci"}
TEXTS = {".css", ".html", ".js", ".json", ".md", ".py", ".sh", ".svg", ".toml", ".txt", ""}
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
REFUSED = re.compile(
    r"py[p]i\.org|python[h]osted\.org|registry\.np[m]js\.org|deb\.de[b]ian\.org"
    r"|/(?:hom[e]|roo[t]|User[s]|wor[k]|far[m])/[a-z]"
    r"|\b(?:TOD[O]|FIXM[E]|HAC[K]|XX[X])\b"
)
"""Written so that this file does not refuse itself."""


def _files() -> list[Path]:
    """Every text of the repository once, without what tools leave in it."""
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and path.name != ".git"
        and path.suffix in TEXTS
        and not any(_is_elsewhere(folder) for folder in path.relative_to(ROOT).parent.parts)
    ]


def _is_elsewhere(folder: str) -> bool:
    return folder in ELSEWHERE or (folder.startswith(".") and folder not in HIDDEN_BUT_OURS)


def _environment_names() -> set[str]:
    """Names read from the environment anywhere in the product, by `os.environ`."""
    trees = (ast.parse(path.read_text()) for path in (ROOT / "nucuoi").rglob("*.py"))
    return {name for tree in trees for node in ast.walk(tree) for name in _read_names(node)}


def _read_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.environ.get":
        yield ast.literal_eval(node.args[0])
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        yield ast.literal_eval(node.slice)


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_made_pages_are_up_to_date(name: str) -> None:
    """A page made from the code is what `nucuoi reference` would write today."""
    assert (REFERENCE / name).read_text() == reference.PAGES[name]()


def test_every_setting_is_explained() -> None:
    """The table of settings names exactly what is read from the environment."""
    rows = re.findall(r"^\| `([A-Z_]+)`", (REFERENCE / "settings.md").read_text(), re.MULTILINE)

    assert set(rows) == _environment_names()


def test_every_model_is_in_the_glossary() -> None:
    """The glossary holds the name of every table of our own."""
    glossary = (REFERENCE / "glossary.md").read_text()
    names = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("nucuoi.")
    }

    assert {name for name in names if f"`{name}`" not in glossary} == set()


def test_links_lead_somewhere() -> None:
    """Every relative link of every page of the repository names a file that is there."""
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in _files()
        if page.suffix == ".md"
        for target in LINK.findall(page.read_text())
        if "://" not in target
        and not target.startswith("mailto:")
        and not (page.parent / target).exists()
    ]

    assert broken == []


def test_nothing_of_a_machine_slips_in() -> None:
    """No registry's host, no path of somebody's machine, no unfinished work stands in the tree."""
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in _files()
        if path.name != "package-lock.json"
        for hit in REFUSED.finditer(path.read_text(errors="replace"))
    ]

    assert found == []
