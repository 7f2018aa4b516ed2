"""What a rating's leaf commits to has fixed bytes."""

import pytest

from nucuoi.ledger.rules.parts import canonical_json
from nucuoi.ratings.rules.core import RatingFacts, duty_of_rating, of_rating, text_of_remark
from nucuoi.ratings.rules.words import (
    Apology,
    AttributedBy,
    Channel,
    Evidence,
    Rater,
    figure_bits,
)

TWO_TAPS = RatingFacts(
    counter="bg07210-21-02",
    official=None,
    attributed_by=AttributedBy.COUNTER_ONLY,
    field=None,
    form=None,
    day=20780,
    half=0,
    evidence=Evidence.KIOSK,
    channel=Channel.KIOSK,
    rater=Rater.CITIZEN,
    score=5,
    spirit=None,
    attitude=None,
    conduct=None,
    tags=0,
    apology=None,
    late=False,
    disputed=False,
    assisted=False,
    thanks=False,
    wants_answer=False,
)
EVERYTHING = RatingFacts(
    counter="bg07210-21-02",
    official="cb-1",
    attributed_by=AttributedBy.SIGN_ON,
    field="ho_tich",
    form="nguoi_dan_1",
    day=20780,
    half=1,
    evidence=Evidence.TICKET,
    channel=Channel.QR,
    rater=Rater.BUSINESS,
    score=1,
    spirit=2,
    attitude=3,
    conduct=4,
    tags=figure_bits(["thieu_xin_loi", "chao", "cam_on"]),
    apology=Apology.NO,
    late=True,
    disputed=True,
    assisted=True,
    thanks=True,
    wants_answer=True,
)


def test_absent_answers_are_left_out() -> None:
    """Two taps give a short core without a duty."""
    assert of_rating(TWO_TAPS) == (
        b'{"channel":"kiosk","counter":"bg07210-21-02","day":20780,"evidence":"kiosk","half":0,'
        b'"rater":"citizen","score":5,"v":1}'
    )
    assert duty_of_rating(TWO_TAPS) is None


def test_every_answer_has_its_place() -> None:
    """A full answer is written with codes and words, tags in order."""
    assert of_rating(EVERYTHING) == (
        b'{"apology":"no","assisted":1,"attitude":3,"channel":"qr","conduct":4,'
        b'"counter":"bg07210-21-02","day":20780,"disputed":1,"evidence":"ticket",'
        b'"field":"ho_tich","form":"nguoi_dan_1","half":1,"late":1,"rater":"business","score":1,'
        b'"spirit":2,"tags":["cam_on","chao","thieu_xin_loi"],"thanks":1,"v":1,"wants_answer":1}'
    )
    assert duty_of_rating(EVERYTHING) == b'{"by":"sign_on","official":"cb-1","v":1}'


def test_codes_that_are_no_ascii_are_composed() -> None:
    """A code typed with combining marks gives the bytes of `canonical_json`."""
    typed, composed = "qua\u0302\u0300y-1", "qu\u1ea7y-1"

    assert of_rating(TWO_TAPS._replace(counter=typed)) == canonical_json(
        {
            "channel": "kiosk",
            "counter": composed,
            "day": 20780,
            "evidence": "kiosk",
            "half": 0,
            "rater": "citizen",
            "score": 5,
            "v": 1,
        }
    )


@pytest.mark.parametrize(
    ("text", "breaches", "expected"),
    [
        ("Cảm ơn", 0, '{"remark":"Cảm ơn","v":1}'),
        ("", 0b0110, '{"breaches":["keo_dai","voi_vinh"],"v":1}'),
        ("Chờ lâu", 0b0001, '{"breaches":["gay_kho_khan"],"remark":"Chờ lâu","v":1}'),
    ],
)
def test_remark_and_breaches(text: str, breaches: int, expected: str) -> None:
    """The text part holds what was written and ticked, nothing else."""
    assert text_of_remark(text, breaches) == expected.encode()


@pytest.mark.parametrize(
    "facts",
    [TWO_TAPS._replace(evidence=99), TWO_TAPS._replace(channel=99), TWO_TAPS._replace(rater=99)],
    ids=["evidence", "channel", "rater"],
)
def test_unknown_words_stop(facts: RatingFacts) -> None:
    """A number without a word never gets into a leaf."""
    with pytest.raises(KeyError, match="99"):
        of_rating(facts)
