"""Checkpoints are those of C2SP tlog-checkpoint and hold only under the key of their origin."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.tlog import checkpoint, note
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.errors import BadSignature, Malformed, NoKnownSignature, WrongOrigin
from nucuoi.tlog.hashing import EMPTY_ROOT
from nucuoi.tlog.keys import ED25519, SigningKey

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "vectors" / "tlog" / "examples.json").read_text()
)
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
LOG = SigningKey("example.com/log", ED25519, bytes(range(32)))
NEXT = SigningKey("example.com/log", ED25519, bytes(range(1, 33)))
OTHER = SigningKey("example.com/other", ED25519, bytes(range(2, 34)))
TREE = Checkpoint("example.com/log", 1482, bytes(range(32)))

LINES = st.text(
    st.characters(exclude_categories=["Cs"], min_codepoint=0x20), min_size=1, max_size=30
)


def test_the_published_checkpoint() -> None:
    """The specification's example is read as it says."""
    parsed = checkpoint.parse(EXAMPLES["checkpoint"])

    assert parsed == Checkpoint("example.com/behind-the-sofa", 20_852_163, parsed.root)
    assert EXAMPLES["checkpoint"].startswith(parsed.text + "\n— ")
    assert f"\n{ROOT}\n" in parsed.text


@settings(deadline=None)
@given(
    LINES,
    st.integers(0, 2**63 - 1),
    st.binary(min_size=32, max_size=32),
    st.lists(LINES, max_size=3),
)
def test_checkpoints_are_read_as_they_are_written(
    origin: str, size: int, root: bytes, extensions: list[str]
) -> None:
    """Extension lines are kept as they are."""
    written = Checkpoint(origin, size, root, tuple(extensions))

    assert Checkpoint.parse(written.text) == written
    assert checkpoint.parse(checkpoint.sign(written, LOG)) == written


def test_signed_checkpoints_verify() -> None:
    """Signed by the key of its origin a checkpoint holds, with extension lines and without."""
    for tree in (TREE, Checkpoint(TREE.origin, 0, EMPTY_ROOT, ("extra line",))):
        signed = checkpoint.sign(tree, LOG)

        assert checkpoint.verify(signed, LOG.verifier) == tree
        assert checkpoint.verify(signed.decode(), OTHER.verifier, LOG.verifier) == tree


def test_either_key_of_a_log_is_enough() -> None:
    """While a log changes its key its checkpoints hold under the old one and under the new one."""
    signed = checkpoint.sign(TREE, LOG, NEXT)

    assert checkpoint.verify(signed, LOG.verifier) == TREE
    assert checkpoint.verify(signed, NEXT.verifier) == TREE


def test_another_logs_key_is_not_enough() -> None:
    """A trusted log cannot speak for another: the key must bear the name of the origin."""
    signed = checkpoint.sign(TREE, LOG, OTHER)
    foreign = checkpoint.sign(TREE, OTHER)

    with pytest.raises(WrongOrigin) as refused:
        checkpoint.verify(signed, OTHER.verifier)
    assert refused.value.origin == "example.com/log"
    with pytest.raises(WrongOrigin):
        checkpoint.verify(signed)
    with pytest.raises(NoKnownSignature, match=r"example\.com/other"):
        checkpoint.verify(foreign, OTHER.verifier, LOG.verifier)


def test_altered_checkpoints_do_not_hold() -> None:
    """Another size, root, origin or extension line is not what was signed."""
    signatures = note.sign(TREE.text, LOG).signatures
    for altered in (
        Checkpoint(TREE.origin, 1483, TREE.root),
        Checkpoint(TREE.origin, 1482, EMPTY_ROOT),
        Checkpoint(TREE.origin, 1482, TREE.root, ("extra",)),
    ):
        with pytest.raises(BadSignature):
            checkpoint.verify(bytes(note.Note(altered.text, signatures)), LOG.verifier)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"origin\n5\n{ROOT}",
        "origin\n5\n",
        f"origin\n{ROOT}\n",
        f"\n5\n{ROOT}\n",
        f"origin\n\n5\n{ROOT}\n",
        f"origin\n5\n{ROOT}\n\n",
        f"origin\n5\n{ROOT}\n\nextra\n",
        f"origin\n5\n{ROOT}\nextra\n\n",
        f"origin\n05\n{ROOT}\n",
        f"origin\n-5\n{ROOT}\n",
        f"origin\n5 \n{ROOT}\n",
        f"origin\n\n{ROOT}\n",
        f"origin\n{2**63}\n{ROOT}\n",
        f"origin\n5\n{ROOT} \n",
        f"origin\n5\n{ROOT[:-1]}\n",
        f"origin\n5\n{ROOT.replace('2I=', '2J=')}\n",
        "origin\n5\nAAAA\n",
        "origin\n5\n\n",
        f"origin\n5\n{'A' * 44}\n",
        f"ori\tgin\n5\n{ROOT}\n",
        f"origin\n5\n{ROOT}\nex\x7f\x00tra\n",
    ],
)
def test_other_texts_are_no_checkpoints(text: str) -> None:
    """Whatever the specification would not write is refused."""
    with pytest.raises(Malformed):
        Checkpoint.parse(text)


@pytest.mark.parametrize(
    ("origin", "size", "root", "extensions"),
    [
        ("", 1, EMPTY_ROOT, ()),
        ("a\nb", 1, EMPTY_ROOT, ()),
        ("a\tb", 1, EMPTY_ROOT, ()),
        ("a", -1, EMPTY_ROOT, ()),
        ("a", 2**63, EMPTY_ROOT, ()),
        ("a", 1, EMPTY_ROOT[1:], ()),
        ("a", 1, EMPTY_ROOT + b"\0", ()),
        ("a", 1, EMPTY_ROOT, ("",)),
        ("a", 1, EMPTY_ROOT, ("b", "c\nd")),
    ],
)
def test_there_are_no_other_checkpoints(
    origin: str, size: int, root: bytes, extensions: tuple[str, ...]
) -> None:
    """What could not be read again cannot be made or signed."""
    with pytest.raises(Malformed):
        Checkpoint(origin, size, root, extensions)
