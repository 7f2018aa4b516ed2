"""Leaves are made byte for byte as tests/vectors/leaf.json says, for ever."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nucuoi.ledger.errors import NotCanonical
from nucuoi.ledger.rules import parts
from nucuoi.ledger.rules.entry import Entry

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "leaf.json").read_text())
FROZEN = "9cf7a984"
"""First digits of the file's SHA-256: a change of the vectors is a change of the format."""


def named(case: dict[str, Any]) -> str:
    """Name of a case in test reports."""
    return str(case["name"])


def test_vectors_are_frozen() -> None:
    """Nobody changes the vectors to please the code."""
    content = (Path(__file__).parents[1] / "vectors" / "leaf.json").read_bytes()

    assert hashlib.sha256(content).hexdigest()[:8] == FROZEN


@pytest.mark.parametrize("case", VECTORS["canonical_json"], ids=named)
def test_one_way_to_write(case: dict[str, Any]) -> None:
    """A value has exactly these bytes."""
    assert parts.canonical_json(case["value"]).hex() == case["bytes"]


@pytest.mark.parametrize("case", VECTORS["not_canonical"], ids=named)
def test_refuses_what_has_no_one_way(case: dict[str, Any]) -> None:
    """Floats, booleans, null, huge integers, lone surrogates and clashing keys are refused."""
    with pytest.raises(NotCanonical):
        parts.canonical_json(case["value"])


@pytest.mark.parametrize(
    "value", [{"a": float("nan")}, {1: "a"}, {"a": {1}}, {"a": b"b"}], ids=repr
)
def test_refuses_what_json_cannot_say(value: dict[Any, Any]) -> None:
    """NaN, keys that are not text, sets and bytes are refused too."""
    with pytest.raises(NotCanonical):
        parts.canonical_json(value)


@pytest.mark.parametrize("leaf", VECTORS["leaves"], ids=named)
def test_part_digests(leaf: dict[str, Any]) -> None:
    """Every part has its salt or decoy and its digest."""
    seed = bytes.fromhex(leaf["seed"])
    for name, part in leaf["parts"].items():
        if "decoy" in part:
            assert parts.decoy(seed, name).hex() == part["decoy"]
            continue
        salt = bytes.fromhex(part["salt"])
        if part["salt_from"] == "seed":
            assert parts.salt(seed, name) == salt
        if "content" in part:
            assert parts.canonical_json(part["content"]).hex() == part["bytes"]
        assert parts.part_digest(name, salt, bytes.fromhex(part["bytes"])).hex() == part["digest"]


@pytest.mark.parametrize("leaf", VECTORS["leaves"], ids=named)
def test_leaf(leaf: dict[str, Any]) -> None:
    """An entry joins its parts to the leaf's data."""
    kind = parts.Kind[leaf["kind"].upper()]
    digest = entry_of(kind, leaf["parts"]).digest(bytes.fromhex(leaf["seed"]))
    data = parts.leaf_data(kind, digest)

    assert (digest.hex(), data.decode()) == (leaf["entry_digest"], leaf["leaf_data"])
    assert hashlib.sha256(b"\0" + data).hexdigest() == leaf["leaf_hash"]


@pytest.mark.parametrize("leaf", VECTORS["leaves"], ids=named)
def test_every_stated_byte_counts(leaf: dict[str, Any]) -> None:
    """Another kind, seed or content gives another leaf."""
    kind = parts.Kind[leaf["kind"].upper()]
    seed = bytes.fromhex(leaf["seed"])
    entry = entry_of(kind, leaf["parts"])
    other_core = replace(entry, core=entry.core + b" ")
    other_seed = bytes([seed[0] ^ 1]) + seed[1:]

    assert parts.leaf_data(parts.Kind.KEY, entry.digest(seed)).decode() != leaf["leaf_data"]
    assert entry.digest(other_seed).hex() != leaf["entry_digest"]
    assert other_core.digest(seed).hex() != leaf["entry_digest"]


def entry_of(kind: parts.Kind, given: dict[str, Any]) -> Entry:
    """The entry that the parts of a vector describe."""

    def taken(name: str, what: str) -> bytes | None:
        return bytes.fromhex(given[name][what]) if what in given[name] else None

    core = taken("core", "bytes")
    assert core is not None
    return Entry(
        kind,
        None,
        core,
        taken("duty", "bytes"),
        taken("text", "digest"),
        taken("receipt", "digest"),
    )
