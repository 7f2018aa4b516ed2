"""Canaries are found, missing or altered; the Front alone takes them out of the figures."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.test import Client

from nucuoi.auditor import canary
from nucuoi.auditor.bundle import Leaf
from nucuoi.foundation.errors import Invalid
from nucuoi.ledger import queries
from nucuoi.ledger.proving import index_of
from nucuoi.oversight.canaries import void_canaries
from nucuoi.ratings.rules import receipt
from nucuoi.scores.follower import follow_all
from nucuoi.scores.models import MonthTally
from tests.ratings_made import make_rating
from tests.witnessed import FRONT, header, publish, rate


def ask(code: str) -> dict[str, Any]:
    """The API's answer for a code."""
    found: dict[str, Any] = (
        Client().get("/api/v1/receipts", headers={"Receipt": canary.lookup_of(code)}).json()
    )
    return found


def opened() -> dict[int, Leaf]:
    """All leaves as a bundle opens them."""
    return dict(enumerate(Leaf(*one) for one in queries.openings(0, queries.size())))


def test_found_missing_altered(office: Path, tmp_path: Path) -> None:
    """Each canary has its verdict, against the opened log."""
    notebook, codes = tmp_path / "canaries", []
    for score in (1, 3, 5):
        _, code = rate(score=score)
        canary.note(notebook, code, "bg07210-21-1", 4 if score == 3 else score)
        codes.append(code)
    never = receipt.make_code()
    canary.note(notebook, never, "bg07210-21-1", 2)
    publish()
    _, waiting = rate(score=1)
    canary.note(notebook, waiting, "bg07210-21-1", 1)
    result = canary.check(canary.noted(notebook), opened(), ask)

    assert (result.found, result.altered) == ([codes[0], codes[2]], [codes[1]])
    assert (result.missing, result.waiting) == ([never], [waiting])
    assert not result.right
    assert result.sentence == (
        "Lượt thử: 2 thấy đúng, 0 đã vào sổ mà chưa đối chiếu, 1 đang chờ, 1 mất, 1 bị sửa."
    )
    assert notebook.stat().st_mode & 0o777 == 0o600


def test_asking_alone_tells_the_log_from_waiting(office: Path, tmp_path: Path) -> None:
    """Without openings nothing is compared, but it is seen which have come into the log."""
    notebook, (_, logged) = tmp_path / "canaries", rate(score=1)
    publish()
    _, waiting = rate(score=1)
    for code in (logged, waiting):
        canary.note(notebook, code, "bg07210-21-1", 1)
    result = canary.check(canary.noted(notebook), {}, ask)

    assert (result.logged, result.waiting, result.found) == ([logged], [waiting], [])


def test_one_line_is_not_two_canaries(office: Path, tmp_path: Path) -> None:
    """A site that dropped a canary and answers with the line of another like it is found out."""
    notebook, (_, code) = tmp_path / "canaries", rate(score=1)
    publish()
    for one in (code, receipt.make_code()):
        canary.note(notebook, one, "bg07210-21-1", 1)
    result = canary.check(canary.noted(notebook), opened(), lambda _: ask(code))

    assert (len(result.found), len(result.altered), result.right) == (1, 1, False)


def test_lookup_is_that_of_the_device(office: Path) -> None:
    """The Front's program makes the same lookup key as the product."""
    for _ in range(20):
        code = receipt.make_code()
        assert canary.lookup_of(code) == header(code)


def test_voided_by_the_front(office: Path) -> None:
    """Voided canaries count nowhere, once; their lines stay, with one more that gives the reason."""
    casts = [rate(score=1) for _ in range(3)]
    make_rating(score=5)
    publish()
    follow_all()
    codes = [code for _, code in casts]

    assert void_canaries(by=FRONT, codes=codes) == 3
    assert void_canaries(by=FRONT, codes=codes) == 0
    follow_all()
    assert sum(MonthTally.objects.values_list("n", flat=True)) == 1
    assert queries.exclusion(index_of(casts[0][0].pk) or 0) == "canary"


@pytest.mark.parametrize("code", ["", "7K4M", "4A53-1QFX-VSPA-8YPW-Q"])
def test_nothing_else_can_be_voided(office: Path, code: str) -> None:
    """Without its code no rating can be taken out; one wrong code takes none out."""
    _, own = rate(score=1)
    publish()

    with pytest.raises(Invalid):
        void_canaries(by=FRONT, codes=[own, code])
    assert queries.counted(0) is not None or queries.counted(1) is not None


def test_page_of_the_front(office: Path, client_of: Any) -> None:
    """She does it on her page; a head of a unit or an administrator cannot."""
    _, code = rate(score=1)
    publish()
    for role in ("head", "admin"):
        refused = client_of(role).post("/giam-sat/luot-thu", {"codes": code})
        assert refused.status_code == 403
    front = client_of("supervisor")
    assert front.post("/giam-sat/luot-thu", {"codes": "x"}).status_code == 422
    assert front.post("/giam-sat/luot-thu", {"codes": code}).status_code == 302
    assert "Đã loại 1 lượt thử" in front.get("/giam-sat/").content.decode()


def test_three_hundred_see_one_percent(office: Path, tmp_path: Path) -> None:
    """300 canaries notice that 1 % of ratings are dropped in at least 95 % of 1,000 runs less chance."""
    chance = Random(8)  # noqa: S311  # a simulation
    casts = [{"code": str(number), "counter": "q", "score": 1} for number in range(300)]
    core = json.dumps({"counter": "q", "score": 1}).encode()
    leaf = Leaf("entry", core, b"", None, b"", b"", b"")

    def noticed() -> bool:
        dropped = {number for number in range(300) if chance.random() < 0.01}

        def answer(code: str) -> dict[str, Any]:
            lost = int(code) in dropped
            return {"status": "unknown" if lost else "logged", "index": None if lost else int(code)}

        return not canary.check(casts, dict.fromkeys(range(300), leaf), answer).right

    # 95.1 % is expected; with 1,000 runs four standard errors are 2.7 %.
    assert sum(noticed() for _ in range(1_000)) > 923
