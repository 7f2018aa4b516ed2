"""Cosignatures are those of C2SP tlog-cosignature, version 1."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nucuoi.tlog import checkpoint, cosignature, note
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.cosignature import Cosignature
from nucuoi.tlog.errors import BadSignature, Malformed
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey, VerifierKey, cosigned_message

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "vectors" / "tlog" / "examples.json").read_text()
)
LOG = SigningKey("example.com/log", ED25519, bytes(range(32)))
FIRST = SigningKey("witness.example/w1", COSIGNATURE_V1, bytes(range(1, 33)))
SECOND = SigningKey("witness.example/w2", COSIGNATURE_V1, bytes(range(2, 34)))
SIGNED = checkpoint.sign(Checkpoint("example.com/log", 1482, bytes(range(32)), ("extra",)), LOG)
NOW = 1_679_315_147


def cosigned(*lines: note.Signature) -> bytes:
    """The checkpoint with further lines below it."""
    return bytes(note.Note.parse(SIGNED).signed_also(lines))


def test_the_published_cosignature_has_the_published_form() -> None:
    """Eight bytes of time, high byte first, then 64 of signature; the message as printed."""
    parsed = note.Note.parse(EXAMPLES["cosigned_checkpoint"])
    value = parsed.signatures[1].value

    assert int.from_bytes(value[:8], "big") == EXAMPLES["cosigned_at"]
    assert len(value) == 8 + 64
    assert cosigned_message(parsed.text, EXAMPLES["cosigned_at"]) == (
        b"cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
        b"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )


def test_a_cosignature_is_over_time_and_checkpoint() -> None:
    """Checked without our own verifier: Ed25519 over the message of the specification."""
    line = cosignature.sign(SIGNED, FIRST, NOW)
    text = note.Note.parse(SIGNED).text

    assert line.value[:8] == NOW.to_bytes(8, "big")
    assert line.key_id == FIRST.verifier.key_id
    Ed25519PublicKey.from_public_bytes(FIRST.verifier.public).verify(
        line.value[8:], f"cosignature/v1\ntime {NOW}\n{text}".encode()
    )


def test_known_witnesses_are_found() -> None:
    """In the order of the note, with their times; unknown ones and the log are left out."""
    lines = (cosignature.sign(SIGNED, SECOND, NOW + 1), cosignature.sign(SIGNED, FIRST, NOW))
    found = cosignature.verify(cosigned(*lines), FIRST.verifier, SECOND.verifier)

    assert found == (Cosignature(SECOND.verifier, NOW + 1), Cosignature(FIRST.verifier, NOW))
    assert cosignature.verify(cosigned(*lines), FIRST.verifier) == found[1:]
    assert cosignature.verify(SIGNED, FIRST.verifier) == ()
    assert cosignature.verify(SIGNED) == ()


def test_witness_keys_pass_through_text() -> None:
    """A verifier key of type 4 is read as it is written."""
    assert VerifierKey.parse(str(FIRST.verifier)) == FIRST.verifier


def test_a_cosignature_of_another_time_or_checkpoint_does_not_hold() -> None:
    """Neither the time nor the checkpoint below which it stands can be exchanged."""
    line = cosignature.sign(SIGNED, FIRST, NOW)
    later = note.Signature(line.name, line.key_id, (NOW + 1).to_bytes(8, "big") + line.value[8:])
    other = checkpoint.sign(Checkpoint("example.com/log", 1483, bytes(32)), LOG)

    with pytest.raises(BadSignature, match=r"witness\.example/w1"):
        cosignature.verify(cosigned(later), FIRST.verifier)
    with pytest.raises(BadSignature):
        cosignature.verify(bytes(note.Note.parse(other).signed_also([line])), FIRST.verifier)


@pytest.mark.parametrize("time", [0, 2**63, 2**64 - 1])
def test_times_that_no_witness_may_give_do_not_hold(time: int) -> None:
    """Zero says nothing and the high bit is never set, whoever signed it."""
    text = note.Note.parse(SIGNED).text
    raw = SigningKey(FIRST.name, ED25519, FIRST.seed)
    value = time.to_bytes(8, "big") + raw.sign(f"cosignature/v1\ntime {time}\n{text}")

    assert not FIRST.verifier.verifies(text, value)
    with pytest.raises(Malformed):
        cosigned_message(text, time)


@pytest.mark.parametrize("value", [b"", b"\1", bytes(8), bytes(7) + b"\1", bytes(72), bytes(73)])
def test_values_of_another_form_do_not_hold(value: bytes) -> None:
    """What is no time and signature is no cosignature."""
    assert not FIRST.verifier.verifies("text\n", value)


def test_witnesses_sign_checkpoints_only() -> None:
    """A note that is no checkpoint gets no cosignature, and cosignatures below it do not count."""
    other = bytes(note.sign("text\n", LOG))

    with pytest.raises(Malformed):
        cosignature.sign(other, FIRST, NOW)
    with pytest.raises(Malformed):
        cosignature.verify(other, FIRST.verifier)


def test_keys_sign_for_their_purpose_only() -> None:
    """A log's key gives no cosignature, a witness's no signature without a time."""
    with pytest.raises(Malformed, match="None"):
        checkpoint.sign(checkpoint.parse(SIGNED), FIRST)
    with pytest.raises(Malformed, match=str(NOW)):
        cosignature.sign(SIGNED, LOG, NOW)
    with pytest.raises(Malformed, match="witness"):
        cosignature.verify(SIGNED, LOG.verifier)


@pytest.mark.parametrize("time", [-1, 0, 2**63])
def test_no_witness_signs_an_impossible_time(time: int) -> None:
    """The time is at least one second after the Epoch and below 2^63."""
    with pytest.raises(Malformed):
        cosignature.sign(SIGNED, FIRST, time)


def test_the_last_possible_time_is_signed() -> None:
    """2^63 - 1 is still a time."""
    line = cosignature.sign(SIGNED, FIRST, 2**63 - 1)

    assert cosignature.verify(cosigned(line), FIRST.verifier)[0].timestamp == 2**63 - 1
