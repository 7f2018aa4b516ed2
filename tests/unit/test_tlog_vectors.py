"""The probes of github.com/transparency-dev/merkle are accepted and refused as they say."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from nucuoi import tlog

FOLDER = Path(__file__).parents[1] / "vectors" / "tlog"


def probes(kind: str) -> list[Any]:
    """The probes of a file, named for the report."""
    return [
        pytest.param(probe, id=probe["name"])
        for probe in json.loads((FOLDER / f"merkle_{kind}.json").read_text())
    ]


def proof_of(probe: dict[str, Any]) -> list[bytes]:
    """The proof of a probe; null is an empty one."""
    return [b64decode(value) for value in probe["proof"] or []]


@pytest.mark.parametrize("probe", probes("inclusion"))
def test_inclusion_probe(probe: dict[str, Any]) -> None:
    """An inclusion proof verifies exactly when the probe says so."""
    verified = tlog.verify_inclusion(
        b64decode(probe["leafHash"]),
        probe["leafIdx"],
        probe["treeSize"],
        proof_of(probe),
        b64decode(probe["root"]),
    )

    assert verified is not probe["wantErr"]


@pytest.mark.parametrize("probe", probes("consistency"))
def test_consistency_probe(probe: dict[str, Any]) -> None:
    """A consistency proof verifies exactly when the probe says so."""
    verified = tlog.verify_consistency(
        probe["size1"],
        probe["size2"],
        b64decode(probe["root1"]),
        b64decode(probe["root2"]),
        proof_of(probe),
    )

    assert verified is not probe["wantErr"]
