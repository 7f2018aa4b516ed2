"""Three programs that share no code agree about every proof file: ours, the browser's, the single file."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit import proof_cases

ROOT = Path(__file__).resolve().parents[2]
SINGLE_FILE = ROOT / "nucuoi/ratings/static/ratings/verify/nucuoi_verify.py"
JAVASCRIPT = ROOT / "tests/js/verify_cases.js"
SHORT, LONG = 400, 10_000


@pytest.fixture(scope="module")
def single_file() -> ModuleType:
    """The verifier that people download, loaded from its file."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("nucuoi_verify", SINGLE_FILE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_javascript(cases: list[tuple[bytes, bytes, str]]) -> list[str]:
    """The words of the browser's modules, run by Node."""
    said = [{"policy": proof_cases.POLICY}]
    said += [{"content": content.hex(), "lookup": lookup.hex()} for content, lookup, _ in cases]
    done = subprocess.run(
        [shutil.which("node") or "node", str(JAVASCRIPT)],
        input="\n".join(map(json.dumps, said)),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def check(single_file: ModuleType, count: int, seed: int) -> None:
    """Compares the three on so many cases."""
    cases = list(proof_cases.cases(count, seed))
    right = [word for *_, word in cases]
    policy = single_file.read_policy(proof_cases.POLICY)
    python = [
        single_file.verify(content, policy, lookup or None)["word"] for content, lookup, _ in cases
    ]

    assert set(Counter(right)) == {"match", "not_yet", "contradiction"}
    assert python == right
    assert in_javascript(cases) == right


def test_all_three_agree(single_file: ModuleType) -> None:
    """On whole and corrupted files, with and without a code, the three say the same word."""
    check(single_file, SHORT, seed=1)


@pytest.mark.long
def test_all_three_agree_on_many(single_file: ModuleType) -> None:
    """The same on ten thousand cases, half of them corrupted."""
    check(single_file, LONG, seed=2)


def test_single_file_at_the_terminal(tmp_path: Path) -> None:
    """It runs alone with nothing but Python, says one of three words, and exits accordingly."""
    keys = tmp_path / "khoa.txt"
    keys.write_text(proof_cases.POLICY, encoding="utf-8")
    exits = {}
    for content, _, word in proof_cases.cases(40, seed=3):
        file = tmp_path / "dong.tlog-proof"
        file.write_bytes(content)
        if word not in exits:
            done = subprocess.run(
                [sys.executable, "-I", "-S", str(SINGLE_FILE), str(file), "--keys", str(keys)],
                capture_output=True,
                text=True,
                check=False,
            )
            exits[word] = (done.returncode, done.stdout.split("\n")[0])

    assert exits == {
        "match": (0, "KHỚP"),
        "not_yet": (3, "CHƯA CÓ"),
        "contradiction": (1, "MÂU THUẪN — hãy giữ tệp này"),
    }


@pytest.mark.parametrize("code", ["7K4M-9QXR-2TBD-HN6W-5", "", "ABC", "U" * 17])
def test_a_wrong_code_is_said(single_file: ModuleType, code: str) -> None:
    """A mistyped code is no contradiction of the log: it is refused before."""
    with pytest.raises(single_file.Broken):
        single_file.lookup_of(code)


def test_code_gives_the_lookup_key(single_file: ModuleType) -> None:
    """The single file makes the lookup key of the shared vectors."""
    vectors = json.loads((ROOT / "tests/vectors/receipts.json").read_text())["codes"]

    for one in vectors:
        import base64

        lookup = base64.urlsafe_b64decode(one["lookup"] + "=")
        assert single_file.lookup_of(one["code"]) == lookup
