"""Notes, their keys and signature lines are those of C2SP signed-note, and nothing else is."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.tlog import note
from nucuoi.tlog.errors import AmbiguousKeys, BadSignature, Malformed, NoKnownSignature
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey, VerifierKey
from nucuoi.tlog.lines import decode_base64, decode_decimal, encode_base64
from nucuoi.tlog.note import Note, Signature

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "vectors" / "tlog" / "examples.json").read_text()
)
KNOWN = VerifierKey.parse(EXAMPLES["verifier_key"])
LOG = SigningKey("example.com/log", ED25519, bytes(range(32)))
NEXT = SigningKey("example.com/log", ED25519, bytes(range(1, 33)))
LINE = "— example.com/foo Uw2QOkn8srU=\n"

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], min_codepoint=0x20) | st.just("\n"), max_size=80
).map(lambda text: f"{text}\n")
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="+"), min_size=1
)


def test_the_published_note_verifies() -> None:
    """The specification's example holds, and its key has the published ID and spelling."""
    parsed = Note.parse(EXAMPLES["note"].encode())

    assert parsed.text == "This is an example message.\n"
    assert [key for key, _ in note.verify(parsed, [KNOWN])] == [KNOWN]
    assert KNOWN.key_id.hex() == "530d903a"
    assert str(KNOWN) == EXAMPLES["verifier_key"]
    assert bytes(parsed).decode() == EXAMPLES["note"]


def test_text_may_hold_empty_lines_and_any_letters() -> None:
    """Only the last empty line parts the text from the signatures."""
    parsed = Note.parse(EXAMPLES["accented_note"])

    assert parsed.text.endswith("raggio di sole:\n\ned è subito sera.\n")
    assert [line.name for line in parsed.signatures] == ["quasimodo.example/salvatore"]


@settings(deadline=None)
@given(TEXTS, st.lists(st.tuples(NAMES, st.binary(min_size=5)), min_size=1, max_size=4))
def test_notes_are_read_as_they_are_written(text: str, lines: list[tuple[str, bytes]]) -> None:
    """Every note has one spelling, and it leads back to the note."""
    written = Note(text, tuple(Signature(name, raw[:4], raw[4:]) for name, raw in lines))

    assert Note.parse(bytes(written)) == written
    assert Note.parse(bytes(written).decode()) == written


@settings(deadline=None)
@given(TEXTS, NAMES, st.binary(min_size=32, max_size=32))
def test_signed_notes_verify(text: str, name: str, seed: bytes) -> None:
    """What a key signs verifies with its verifier key, also after both went through text."""
    key = SigningKey(name, ED25519, seed)
    signed = Note.parse(bytes(note.sign(text, key)))
    vkey = VerifierKey.parse(str(key.verifier))

    assert vkey == key.verifier
    assert note.verify(signed, [vkey]) == [(vkey, signed.signatures[0])]


@settings(deadline=None)
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.text().map(lambda text: f"{text}\n\n{LINE}".encode())
)
def test_any_bytes_are_a_note_in_one_spelling_or_refused(content: bytes) -> None:
    """A parser that accepts gives back exactly the bytes it was given."""
    try:
        parsed = Note.parse(content)
    except Malformed:
        return
    assert bytes(parsed) == content


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        f"text\n{LINE}",
        f"text{LINE}",
        f"\n{LINE}",
        LINE,
        f"text\n\n{LINE[:-1]}",
        f"text\n\n{LINE}\n",
        f"text\n\n{LINE}more\n",
        f"text\n\n{LINE}\n{LINE}more",
        f"text\r\n\r\n{LINE}",
        f"te\x00xt\n\n{LINE}",
        f"te\txt\n\n{LINE}",
        f"te\x1fxt\n\n{LINE}",
        f"te\ud800xt\n\n{LINE}",
        "text\n\n- example.com/foo Uw2QOkn8srU=\n",
        "text\n\n—example.com/foo Uw2QOkn8srU=\n",
        "text\n\n—  Uw2QOkn8srU=\n",
        "text\n\n— Uw2QOkn8srU=\n",
        "text\n\n— example.com/foo\n",
        "text\n\n— example.com/foo \n",
        "text\n\n— example.com/foo  Uw2QOkn8srU=\n",
        "text\n\n— example.com/foo Uw2QOkn8srU= \n",
        "text\n\n— example.com/foo Uw2QOkn8srU\n",
        "text\n\n— example.com/foo Uw2QOkn8srV=\n",
        "text\n\n— example.com/foo Uw2QOkn8sr-=\n",
        "text\n\n— example.com/foo Uw2Q Okn8srU=\n",
        "text\n\n— example.com/foo Uw2QOg==\n",
        "text\n\n— example.com/foo Uw2Q\n",
        "text\n\n— example.com/foo é2QOkn8srU=\n",
        "text\n\n— example+foo Uw2QOkn8srU=\n",
        "text\n\n— example\u00a0foo Uw2QOkn8srU=\n",
        "text\n\n— example\u2028foo Uw2QOkn8srU=\n",
        "text\n\n— example\u3000foo Uw2QOkn8srU=\n",
        "text\n\n— example\u0085foo Uw2QOkn8srU=\n",
        "text\n\n— example\x0bfoo Uw2QOkn8srU=\n",
        "text\n\n— example\x01foo Uw2QOkn8srU=\n",
        "text\n\n— example\ud800foo Uw2QOkn8srU=\n",
        f"text\n\n{LINE * 101}",
        f"{'t' * 1_000_000}\n\n{LINE}",
    ],
)
def test_other_texts_are_no_notes(content: str) -> None:
    """Whatever the specification would not write is refused, as text and as bytes."""
    with pytest.raises(Malformed):
        Note.parse(content)
    with pytest.raises(Malformed):
        Note.parse(content.encode(errors="surrogatepass"))


def test_bytes_that_are_no_utf8_are_no_note() -> None:
    """Overlong and cut characters are refused."""
    for wrong in (b"\xff", b"\xc0\x80", b"\xe2\x80"):
        with pytest.raises(Malformed, match="UTF-8"):
            Note.parse(b"text " + wrong + b"\n\n" + LINE.encode())


def test_limits_are_reached_before_they_refuse() -> None:
    """A hundred signatures and exactly a million bytes are accepted."""
    head = f"\n\n{LINE}"
    text = "t" * (note.MAX_BYTES - len(head.encode()))

    assert len(Note.parse(f"text\n\n{LINE * 100}").signatures) == 100
    assert len(bytes(Note.parse(f"{text}{head}".encode()))) == 1_000_000


@pytest.mark.parametrize("text", ["", "text", "te\rxt\n", "te\ud800xt\n"])
def test_no_key_signs_what_cannot_be_a_text(text: str) -> None:
    """A text is refused before it is in anybody's hands."""
    with pytest.raises(Malformed):
        note.sign(text, LOG)


def test_a_note_needs_a_signature() -> None:
    """A text signed by nobody is no note."""
    with pytest.raises(Malformed, match="signatures: 0"):
        note.sign("text\n")


def test_unknown_keys_are_ignored() -> None:
    """A line of another name or another key ID, even a broken one, does not matter."""
    good = note.sign("text\n", LOG)
    stranger = SigningKey("example.com/other", ED25519, LOG.seed)
    noted = good.signed_also(
        [
            Signature(LOG.name, b"none", b"broken"),
            Signature("example.com/other", LOG.verifier.key_id, b"broken"),
            *note.sign("text\n", stranger).signatures,
        ]
    )

    assert note.verify(noted, [LOG.verifier]) == [(LOG.verifier, good.signatures[0])]
    with pytest.raises(NoKnownSignature) as refused:
        note.verify(good, [stranger.verifier])
    assert refused.value.names == ("example.com/log",)
    assert note.known_signatures(good, [stranger.verifier]) == []


def test_two_keys_of_one_name_are_two_keys() -> None:
    """While a log changes its key both may sign, and either is enough."""
    both = note.sign("text\n", LOG, NEXT)

    assert [key for key, _ in note.verify(both, [NEXT.verifier, LOG.verifier])] == [
        LOG.verifier,
        NEXT.verifier,
    ]
    assert len(note.verify(both, [NEXT.verifier])) == 1


def test_one_broken_signature_of_a_known_key_spoils_the_note() -> None:
    """A note is refused as a whole although another known key has signed it well."""
    good, elsewhere = note.sign("text\n", LOG), note.sign("other\n", NEXT)
    mixed = good.signed_also(elsewhere.signatures)

    with pytest.raises(BadSignature) as refused:
        note.verify(mixed, [LOG.verifier, NEXT.verifier])
    assert (refused.value.name, refused.value.key_id) == (NEXT.name, NEXT.verifier.key_id)


@pytest.mark.parametrize("change", [lambda value: value[:-1], lambda value: value + b"\0"])
def test_signatures_of_another_length_do_not_hold(change: object) -> None:
    """An Ed25519 signature has 64 bytes."""
    assert callable(change)
    good = note.sign("text\n", LOG).signatures[0]

    assert LOG.verifier.verifies("text\n", good.value)
    assert not LOG.verifier.verifies("text\n", change(good.value))


def test_every_bit_of_a_signature_counts() -> None:
    """No bit of the signature can be flipped, nor a letter of the text changed."""
    value = note.sign("text\n", LOG).signatures[0].value
    for bit in range(len(value) * 8):
        flipped = bytearray(value)
        flipped[bit // 8] ^= 1 << bit % 8

        assert not LOG.verifier.verifies("text\n", bytes(flipped))
    assert not LOG.verifier.verifies("Text\n", value)


def test_keys_that_cannot_be_told_apart_are_refused() -> None:
    """Two different keys of one name and ID are an error of whoever configured them."""
    twin = VerifierKey(KNOWN.name, KNOWN.kind, bytes(32))
    vars(twin)["key_id"] = KNOWN.key_id

    with pytest.raises(AmbiguousKeys):
        note.verify(Note.parse(EXAMPLES["note"]), [KNOWN, twin])
    assert len(note.verify(Note.parse(EXAMPLES["note"]), [KNOWN, KNOWN])) == 1


def test_lines_are_added_once() -> None:
    """Adding a signature that is there leaves the note as it is."""
    signed = note.sign("text\n", LOG)
    both = signed.signed_also(note.sign("text\n", NEXT).signatures)

    assert both == note.sign("text\n", LOG, NEXT)
    assert both.signed_also(signed.signatures) == both


def test_a_witness_may_answer_with_several_lines() -> None:
    """The published answer has three cosignatures; cut off, or without a line's form, it has none."""
    answer = EXAMPLES["add_checkpoint_answer"]

    assert [line.name[-2:] for line in note.parse_signatures(answer.encode())] == ["w1", "w1", "w2"]
    assert "".join(map(str, note.parse_signatures(answer))) == answer
    assert note.parse_signatures("") == ()
    for wrong in (answer[:-1], f"\n{answer}", f"{answer}\n", "409\n"):
        with pytest.raises(Malformed):
            note.parse_signatures(wrong)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "+",
        "++",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903a+",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ],
)
def test_other_texts_are_no_verifier_keys(vkey: str) -> None:
    """Name, key ID, type and key must all agree."""
    with pytest.raises(Malformed):
        VerifierKey.parse(vkey)


@pytest.mark.parametrize(
    ("name", "kind", "size"),
    [
        ("", 1, 32),
        ("a b", 1, 32),
        ("a+b", 1, 32),
        ("a", 2, 32),
        ("a", 0, 32),
        ("a", 1, 31),
        ("a", 1, 33),
    ],
)
def test_there_are_no_other_keys(name: str, kind: int, size: int) -> None:
    """Neither half of a key exists without a name, a known type and 32 bytes."""
    with pytest.raises(Malformed):
        VerifierKey(name, kind, bytes(size))
    with pytest.raises(Malformed):
        SigningKey(name, kind, bytes(size))


def test_key_ids_depend_on_name_type_and_key() -> None:
    """One key under two names or for two purposes has different IDs."""
    keys = [
        SigningKey("a", ED25519, bytes(32)),
        SigningKey("b", ED25519, bytes(32)),
        SigningKey("a", COSIGNATURE_V1, bytes(32)),
        SigningKey("a", ED25519, bytes([1] * 32)),
    ]

    assert len({key.verifier.key_id for key in keys}) == 4


def test_seeds_do_not_slip_into_logs() -> None:
    """A signing key shows its name, never its seed."""
    assert repr(LOG) == "SigningKey(name='example.com/log', kind=1)"


@pytest.mark.parametrize("key", ["abc", b"abcde"])
def test_signature_lines_need_a_key_id_and_a_signature(key: str | bytes) -> None:
    """Four bytes and at least one more."""
    with pytest.raises(Malformed):
        Signature("a", key.encode() if isinstance(key, str) else key, b"value")
    with pytest.raises(Malformed):
        Signature("a", b"abcd", b"")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "+1",
        "00",
        "01",
        " 1",
        "1 ",
        "1\n",
        "1_0",
        "1.0",
        "٣",
        "½",
        "0x1",
        str(2**63),
        "9" * 5000,
    ],
)
def test_numbers_have_one_spelling(text: str) -> None:
    """Decimals without sign, space, leading zero or other digits, below 2^63."""
    with pytest.raises(Malformed):
        decode_decimal(text)


def test_numbers_reach_to_the_limit() -> None:
    """Zero and 2^63 - 1 are read."""
    assert [decode_decimal(text) for text in ("0", "7", "10", str(2**63 - 1))] == [
        0,
        7,
        10,
        2**63 - 1,
    ]


@settings(deadline=None)
@given(st.binary(max_size=9), st.text(st.sampled_from("AQgwf+/=-_ \n"), max_size=8))
def test_base64_has_one_spelling(value: bytes, text: str) -> None:
    """What is encoded is decoded; what is decoded was encoded so."""
    assert decode_base64(encode_base64(value)) == value
    try:
        decoded = decode_base64(text)
    except Malformed:
        return
    assert encode_base64(decoded) == text
