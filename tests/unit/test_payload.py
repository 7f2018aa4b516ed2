"""What a body must hold to be a rating, without any database."""

import json
from typing import Any, get_args

import pytest

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.errors import Malformed
from nucuoi.ratings.intake import payload
from nucuoi.ratings.intake.payload import Tag
from nucuoi.ratings.rules.words import TAGS, Apology, Channel, Language, Rater

GOOD = {"id": "f47ac10b-58cc-4372-a567-0e02b2c3d479", "counter": "bg07210-21-01", "score": 5}
OUTBOX = {"outbox": GOOD["id"], "seq": 1}
WRONG: dict[str, list[object]] = {
    "id": ["", "x", "f47ac10b58cc4372a5670e02b2c3d479", f"{{{GOOD['id']}}}", f"{GOOD['id']}\n", 7],
    "counter": ["", "x" * 41, 7, ["a"]],
    "ticket": ["", "x" * 65, 7],
    "score": [0, 6, -1, 4.5, 4.0, "5", True, None, [], 10**30],
    "spirit": [0, 6, "3", 2.5],
    "attitude": [0, 6, "3", True],
    "conduct": [0, 6, "3", []],
    "tags": ["chao", ["la"], [7], ["chao"] * 41, {"chao": 1}],
    "remark": ["x" * 2001, 7, ["x"]],
    "wants_answer": [1, "true", None],
    "thanks": ["yes"],
    "assisted": [0],
    "apology": ["maybe"],
    "link": ["có dấu", "x\n", "x" * 41],
    "rater": ["tourist"],
    "channel": ["fax"],
    "field": [7, "", "x" * 21],
    "form": [7],
    "lang": ["fr"],
    "rated_at": [0, "hôm qua", "2026-11-23T08:30:00", "2026-13-01"],
    "sent_at": ["x"],
    "outbox": ["", "x" * 65, 7],
    "seq": [-1, "1", 2**53],
    "receipt": ["x", "x" * 44, "x" * 42 + "\n", 7],
    "score_": [5],
    "evidence": ["kiosk"],
    "": [1],
}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"score=5",
        b'{"score": NaN}',
        b'{"score": 5, "remark": "\xff"}',
        b'\xef\xbb\xbf{"score": 5}',
        '{"score": 5}'.encode("utf-16"),
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"score":' + b"9" * 10_000 + b"}",
    ],
)
def test_broken_json_is_malformed(body: bytes) -> None:
    """What is no JSON in UTF-8 is refused as such, however deep it is nested."""
    with pytest.raises(Malformed):
        payload.decode(body)


@pytest.mark.parametrize("body", [b"[]", b"5", b'"x"', b"null", b"true", b"1e999"])
def test_what_is_no_object_is_invalid(body: bytes) -> None:
    """JSON that is no rating at all is named so."""
    with pytest.raises(Invalid, match="đối tượng JSON"):
        payload.decode(body)


@pytest.mark.parametrize(
    ("field", "wrong"), [(field, wrong) for field, every in WRONG.items() for wrong in every]
)
def test_a_wrong_field_is_named(field: str, wrong: object) -> None:
    """A field that cannot be taken, or is not known, is named, and no other."""
    beside = OUTBOX if field in OUTBOX else {}

    assert list(_faults({**GOOD, **beside, field: wrong})) == [field]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"counter": None}, "counter"),
        ({"apology": "yes"}, "apology"),
        ({"wants_answer": True, "contact": "x" * 201}, "contact"),
    ],
)
def test_what_does_not_fit_together_is_named(changes: dict[str, Any], named: str) -> None:
    """Counter or ticket; apology only beside a ticket; a contact of 200 characters at most."""
    assert list(_faults({**GOOD, **changes})) == [named]


def test_every_wrong_field_is_named_at_once() -> None:
    """Nobody has to send again to hear of the next mistake."""
    sent = {"id": 1, "score": 9, "tags": 5, "contact": "x" * 201, "what": 1, "seq": -1}

    assert set(_faults(sent)) == {*sent, "counter"}


def test_a_number_too_large_is_the_fields_fault() -> None:
    """1e400 is JSON; the score is wrong."""
    with pytest.raises(Invalid) as caught:
        payload.decode(json.dumps(GOOD).replace("5}", "1e400}").encode())

    assert list(caught.value.fields) == ["score"]


def test_a_thousand_strange_fields_do_not_make_a_long_answer() -> None:
    """What is told back stays short."""
    faults = _faults(GOOD | {f"x{number}" * 50: 1 for number in range(1000)})

    assert len(faults) == 20
    assert max(map(len, faults)) <= 64


def test_two_thousand_characters_are_counted_in_nfc() -> None:
    """Whoever types with combining marks may write as much as others."""
    submission = payload.convert(GOOD | {"remark": "e\u0302\u0301" * 2000})

    assert submission.remark == "ế" * 2000


def test_the_length_of_a_remark_is_said() -> None:
    """A remark that is too long is told by how much."""
    assert _faults(GOOD | {"remark": "x" * 2500}) == {
        "remark": "Dài 2500 ký tự; xin viết không quá 2.000 ký tự."
    }


def test_a_lone_surrogate_from_a_form_is_refused() -> None:
    """Broken text from elsewhere than JSON is no text either."""
    with pytest.raises(Invalid):
        payload.convert(GOOD | {"remark": "\ud800"})


def test_the_words_are_those_of_the_rules() -> None:
    """The types name the same words as the numbers they are stored as."""
    fields = payload.Submission.__annotations__

    assert get_args(Tag) == TAGS
    for name, words in (("rater", Rater), ("lang", Language), ("channel", Channel)):
        assert all(f"'{word.name.lower()}'" in str(fields[name]) for word in words)
    assert all(f"'{word.name.lower()}'" in str(fields["apology"]) for word in Apology)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, ["ratings"]),
        ({"ratings": 5}, ["ratings"]),
        ({"ratings": {}}, ["ratings"]),
        ({"ratings": [], "more": 1}, ["more"]),
        ({"ratings": [1] * 501}, ["ratings"]),
        ([], []),
    ],
)
def test_what_is_no_batch_is_invalid(body: object, named: list[str]) -> None:
    """A batch is an object with a list of at most 500."""
    with pytest.raises(Invalid) as caught:
        payload.decode_batch(json.dumps(body).encode())

    assert list(caught.value.fields) == named


def test_a_wrong_rating_in_a_batch_keeps_its_place_and_id() -> None:
    """Each rating of a batch is read by itself."""
    items = payload.decode_batch(
        json.dumps({"ratings": [GOOD, GOOD | {"score": 0}, 7, {"id": 5}]}).encode()
    )

    assert [one.refusal is None for one in items] == [True, False, False, False]
    assert [one.id for one in items] == [GOOD["id"], GOOD["id"], None, None]


def test_broken_text_inside_a_batch_is_malformed() -> None:
    """A body that is not UTF-8 all through is no JSON."""
    with pytest.raises(Malformed):
        payload.decode_batch(b'{"ratings": [{"id": "\xff"}]}')


def _faults(fields: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        payload.decode(json.dumps(fields).encode())
    return caught.value.fields


def test_half_a_character_loses_nothing() -> None:
    """An emoji cut in two, as JavaScript writes it, is kept as a sign that something was there."""
    cut = json.dumps(GOOD | {"remark": "Nhanh \ud83d"})

    assert payload.decode(cut.encode()).remark == "Nhanh \ufffd"
    kept = [one.submission for one in payload.decode_batch(f'{{"ratings": [{cut}]}}'.encode())]
    assert [one and one.remark for one in kept] == ["Nhanh \ufffd"]


def test_half_a_character_beside_a_wrong_field() -> None:
    """The wrong field is named all the same; what is no JSON stays no JSON."""
    assert list(_faults(GOOD | {"remark": "\udc00", "score": 9})) == ["score"]
    for broken in (b'{"remark": "\\ud800", "score": NaN}', b'{"remark": "\\ud800"'):
        with pytest.raises(Malformed):
            payload.decode(broken)
