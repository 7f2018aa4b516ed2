"""Three programs that share no code agree about every proof file: ours, the browser's, the single file."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from nucuoi.tlog import consistency_proof
from tests.unit import proof_cases
from tests.unit.made_tiles import MadeTiles
from tests.unit.proof_cases import Case, Remembered

ROOT = Path(__file__).resolve().parents[2]
SINGLE_FILE = ROOT / "nucuoi/ratings/static/ratings/verify/nucuoi_verify.py"
JAVASCRIPT = ROOT / "tests/js/verify_cases.js"
PROVING = ROOT / "tests/js/prove_from_tiles.js"
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


def in_javascript(cases: list[Case]) -> list[str]:
    """The words of the browser's modules, run by Node."""
    said: list[dict[str, object]] = [{"policy": proof_cases.POLICY}]
    for content, lookup, _, memory in cases:
        proof = None if memory.proof is None else [one.hex() for one in memory.proof]
        known = {"seen": memory.seen.decode(), "proof": proof}
        said.append({"content": content.hex(), "lookup": lookup.hex(), **known})
    done = subprocess.run(
        [shutil.which("node") or "node", str(JAVASCRIPT)],
        input="\n".join(map(json.dumps, said)),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def in_single_file(program: ModuleType, cases: list[Case]) -> Iterator[str]:
    """The words of the single file."""
    policy = program.read_policy(proof_cases.POLICY)
    for content, lookup, _, memory in cases:

        def prove(old: int, new: int, known: Remembered = memory) -> list[bytes]:
            if known.proof is None:
                raise program.Missing
            return list(known.proof)

        seen = {proof_cases.LOG.name: memory.seen.decode()} if memory.seen else {}
        result = program.verify(content, policy, lookup or None, program.Memory(seen, prove))
        yield result["word"]


def check(single_file: ModuleType, count: int, seed: int) -> None:
    """Compares the three on so many cases."""
    cases = list(proof_cases.cases(count, seed))
    right = [case.word for case in cases]
    rewritten = [case for case in cases if case.memory.seen and case.word == "contradiction"]

    assert set(Counter(right)) == {"match", "not_yet", "contradiction"}
    assert len(rewritten) > count / 10
    assert list(in_single_file(single_file, cases)) == right
    assert in_javascript(cases) == right


def test_all_three_agree(single_file: ModuleType) -> None:
    """On whole and corrupted files, with and without code and memory, the three say the same word."""
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
    for content, _, word, _ in proof_cases.cases(40, seed=3, memories=False):
        if word not in exits:
            program = copied(tmp_path / word)
            code, said = run(program, content, keys)
            exits[word] = (code, said.split("\n")[0])
            assert (program.parent / "moc-da-thay.json").exists() == (word != "contradiction")

    assert exits == {
        "match": (0, "KHỚP"),
        "not_yet": (3, "CHƯA CÓ"),
        "contradiction": (1, "MÂU THUẪN — hãy giữ tệp này"),
    }


def test_single_file_tells_the_time_of_viet_nam(single_file: ModuleType) -> None:
    """As the page does, whatever clock the machine has; a year that no calendar has is told in seconds."""
    assert single_file._moment(1_700_000_000) == "lúc 05:13 ngày 15/11/2023"
    assert single_file._moment(2**62) == f"vào giây thứ {2**62}"


def copied(folder: Path) -> Path:
    """The program as a person has it, in a folder of its own."""
    folder.mkdir()
    return Path(shutil.copy(SINGLE_FILE, folder))


def run(program: Path, content: bytes, keys: Path, *more: str) -> tuple[int, str]:
    """Exit code and what it says of a file."""
    file = program.with_name("dong.tlog-proof")
    file.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(program), str(file), "--keys", str(keys), *more],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_single_file_remembers(tmp_path: Path) -> None:
    """A longer log must hold all that was seen, by its tiles; a rewritten one is a contradiction."""
    log, other = MadeTiles(tmp_path / "log", 700), MadeTiles(tmp_path / "other", 700, rewritten=3)
    keys, program = tmp_path / "khoa.txt", copied(tmp_path / "program")
    keys.write_text(proof_cases.POLICY.replace("quorum both", "quorum none"), encoding="utf-8")
    with_log, with_other = ("--log", str(log.folder)), ("--log", str(other.folder))

    assert run(program, log.proof(300), keys)[0] == 0
    asked = run(program, log.proof(700), keys)
    assert (asked[0], "Chưa đối chiếu được" in asked[1]) == (3, True)
    assert run(program, log.proof(700), keys, *with_log)[0] == 0
    assert run(program, log.proof(300), keys, *with_log)[0] == 0
    told = run(program, other.proof(650), keys, *with_other)
    assert (told[0], "viết lại" in told[1], "\n700\n" in told[1]) == (1, True, True)
    assert run(program, log.proof(700), keys)[0] == 0
    program.with_name("moc-da-thay.json").write_text("không phải JSON")
    with pytest.raises(AssertionError, match="không đọc được"):
        run(program, log.proof(700), keys)


@pytest.mark.parametrize("sizes", [(1, 2), (3, 7), (255, 257), (256, 512), (300, 700), (699, 700)])
def test_proofs_from_tiles(tmp_path: Path, single_file: ModuleType, sizes: tuple[int, int]) -> None:
    """Single file and browser make the same consistency proof from tiles as the product does."""
    old, new = sizes
    log = MadeTiles(tmp_path / "log", 700)
    right = consistency_proof(log.leaves, old, new)
    done = subprocess.run(
        [shutil.which("node") or "node", str(PROVING), str(log.folder), str(old), str(new)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert single_file.Tree(single_file.tile_reader(str(log.folder)), new).proof(old) == right
    assert done.stdout.split() == [one.hex() for one in right]


def test_nothing_joins_an_empty_tree(single_file: ModuleType) -> None:
    """Neither a remembered tree without leaves nor one that is larger is the beginning of a tree."""
    root = bytes(32)

    assert not single_file.extends(0, 3, root, root, [root])
    assert not single_file.extends(4, 3, root, root, [root])
    assert single_file.extends(3, 3, root, root, [])


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
