"""The tree of a day is right whatever its shape."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nucuoi.organisation.rules.succession import Ending, carried
from nucuoi.organisation.rules.tree import Tree, UnitRow


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A tree in which every unit hangs below an earlier one or is a root."""
    size = draw(st.integers(1, 25))
    parents = [draw(st.none() | st.integers(0, i - 1)) if i else None for i in range(size)]
    return Tree(
        row(f"u{i}", None if parent is None else f"u{parent}") for i, parent in enumerate(parents)
    )


def row(unit: str, parent: str | None) -> UnitRow:
    """A unit of no importance."""
    return UnitRow(unit, "", f"Xã {unit}", "commune", "xã", parent, date(2021, 1, 1), None, True)


@given(trees())
def test_up_and_down_agree(tree: Tree) -> None:
    """A unit is in the subtree of exactly those it is within: itself and its ancestors."""
    for unit in tree.rows:
        below = {found.unit for found in tree.subtree(unit.unit)}
        for other in tree.rows:
            above = {found.unit for found in tree.ancestors(other.unit)} | {other.unit}
            assert (other.unit in below) == (unit.unit in above)
            assert (other.unit in below) == tree.is_within(other.unit, unit.unit)


@given(trees())
def test_roots_hold_every_unit_once(tree: Tree) -> None:
    """The subtrees of the roots are the whole tree, without repetition."""
    roots = [unit for unit in tree.rows if unit.parent is None]

    found = [unit.unit for root in roots for unit in tree.subtree(root.unit)]
    assert sorted(found) == sorted(unit.unit for unit in tree.rows)


def test_the_short_name_leaves_the_kind_out() -> None:
    """Only a kind that begins the name is left out."""
    named = UnitRow("a", "", "Thị xã Chũ", "district", "thị xã", None, date(2025, 1, 1), None, True)
    other = UnitRow(
        "b", "", "Sở Y tế", "department", "sở, ban, ngành", None, date(2021, 1, 1), None, True
    )

    assert (named.short_name, other.short_name) == ("Chũ", "Sở Y tế")


def test_what_exists_stands_for_itself() -> None:
    """A unit that lives on is carried to itself, whatever was cut out of it."""
    assert carried("a", ["a", "b"], {}) == ["a"]


def test_the_trail_is_followed_to_the_end() -> None:
    """Mergers chain, splits branch, a dissolved unit goes to the one it belonged to."""
    endings = {
        "a": Ending(("b",), None),
        "b": Ending(("c", "d"), None),
        "d": Ending((), "e"),
        "e": Ending(("f",), None),
    }

    assert carried("a", ["c", "f"], endings) == ["c", "f"]
    assert carried("d", ["f"], endings) == ["f"]


def test_a_lost_trail_or_a_ring_ends() -> None:
    """Nothing is invented where the trail ends, and a ring in bad rows does not hang."""
    ring = {"a": Ending(("b",), None), "b": Ending(("a",), None)}

    assert carried("a", ["c"], ring) == []
    assert carried("x", ["c"], {}) == []
