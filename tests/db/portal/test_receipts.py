"""A receipt says how far a rating has come, never what was said, and looks alike when unknown."""

import importlib.util
import statistics
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nucuoi.ledger import actions
from nucuoi.ledger.proving import index_of
from nucuoi.ratings.rules import receipt
from nucuoi.tlog.proof_file import ProofFile
from tests.witnessed import header, publish, rate, serving, witnessed

FIELDS = {"status", "index", "logged_at", "witnessed_at", "excluded", "dialogue", "proof"}


def ask(code: str) -> dict[str, Any]:
    """The API's answer for a code."""
    answer = Client().get("/api/v1/receipts", headers={"Receipt": header(code)})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    found: dict[str, Any] = answer.json()
    assert set(found) == FIELDS
    return found


def test_from_accepted_to_witnessed(office: Path, tmp_path: Path) -> None:
    """accepted, then logged with its line, then witnessed with the time; never a score."""
    rating, code = rate(score=1, remark="Đợi lâu")
    assert ask(code)["status"] == "accepted"
    publish()
    logged = ask(code)
    assert (logged["status"], logged["index"]) == ("logged", index_of(rating.pk))
    with witnessed(tmp_path / "w"):
        found = ask(code)

    assert found["status"] == "witnessed"
    assert found["witnessed_at"] is not None
    assert "Đợi" not in str(found)
    assert '"score"' not in str(found)


def test_proof_is_checked_by_the_single_file(office: Path, tmp_path: Path) -> None:
    """The downloaded proof verifies outside the product, with the keys of the public page, for this code alone."""
    _, code = rate()
    _, other = rate()
    publish()
    with witnessed(tmp_path / "w"):
        proof = ask(code)["proof"].encode()
        policy = Client().get("/log/nucuoi/policy").content.decode()

    source = Path("nucuoi/ratings/static/ratings/verify/nucuoi_verify.py")
    spec = importlib.util.spec_from_file_location("nucuoi_verify", source)
    assert spec is not None
    assert spec.loader is not None
    single = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(single)
    known = single.read_policy(policy)
    assert single.verify(proof, known, single.lookup_of(code))["word"] == "match"
    assert single.verify(proof, known, single.lookup_of(other))["word"] == "contradiction"


def test_proof_opens_the_receipt_part_only(office: Path) -> None:
    """Of the other three parts the file holds the digests, neither salts nor bytes."""
    import json

    _, code = rate(score=2, official="cb-1")
    publish()
    extra = ProofFile.parse(ask(code)["proof"].encode()).extra
    said = json.loads(extra or b"")

    assert set(said) == {"opens", "core", "duty", "text", "receipt", "salt"}
    assert all(len(said[name]) == 44 for name in said if name != "opens")
    assert header(code) not in str(said)


def test_unknown_code(office: Path) -> None:
    """An unknown code has the same members, all empty."""
    rate()
    publish()

    found = ask(receipt.make_code())
    assert found.pop("status") == "unknown"
    assert not any(found.values())


def test_before_anything_was_published(office: Path) -> None:
    """Without a log there is nothing to prove, and no error."""
    assert ask(receipt.make_code())["status"] == "unknown"


def test_known_and_unknown_cost_the_same_statements(
    office: Path, django_assert_num_queries: Any
) -> None:
    """The same questions are put to the database for a known and an unknown code."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _, code = rate()
    publish()
    with CaptureQueriesContext(
        connection,
    ) as known:
        ask(code)
    with CaptureQueriesContext(connection) as unknown:
        ask(receipt.make_code())

    assert [one["sql"][:40] for one in known] == [one["sql"][:40] for one in unknown]


def test_excluded_rating(office: Path) -> None:
    """A rating that was excluded says so, and is still in the log."""
    rating, code = rate()
    publish()
    actions.change(index_of(rating.pk) or 0, None, why="canary")
    publish()

    found = ask(code)
    assert (found["status"], found["excluded"]) == ("logged", "canary")


@pytest.mark.parametrize("value", ["", "x", "A" * 42, "A" * 44, "/" * 43, "A" * 42 + "B"])
def test_wrong_header(office: Path, value: str) -> None:
    """What is no lookup key is refused with a problem that names the header."""
    answer = Client().get("/api/v1/receipts", headers={"Receipt": value})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert Client().get("/api/v1/receipts").status_code == 422


def test_page_without_javascript(office: Path) -> None:
    """The code in a form's body leads to the three steps; it stands in no address."""
    _, code = rate(score=1)
    publish()
    page = Client().post("/tra-cuu/", {"code": code.lower().replace("-", " ")})
    text = page.content.decode()

    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert "Đã nhận" in text
    assert "Đã vào sổ công khai, dòng\N{NO-BREAK SPACE}số\N{NO-BREAK SPACE}0" in text
    assert "Chờ Mặt trận Tổ quốc xác nhận" in text
    assert "face-1" not in text.split("<main")[1]


@pytest.mark.parametrize("body", [{"code": "7K4M"}, {}, {"lookup": "x"}, {"code": "9" * 70}])
def test_page_with_a_wrong_code(office: Path, body: dict[str, str]) -> None:
    """A mistyped code is said at the field."""
    page = Client().post("/tra-cuu/", body)

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()


def test_page_of_an_unknown_code(office: Path) -> None:
    """A right code that is not there yet: what may be and what to do, status 200 like the others."""
    page = Client().post("/tra-cuu/", {"code": receipt.make_code()})

    assert page.status_code == 200
    assert "Chưa tìm thấy mã này" in page.content.decode()


def test_proof_file_is_downloaded(office: Path) -> None:
    """The button hands out a file that is kept; without a proof the page says when."""
    _, code = rate()
    assert Client().post("/tra-cuu/chung-minh", {"code": code}).status_code == 404
    publish()
    file = Client().post("/tra-cuu/chung-minh", {"lookup": header(code)})

    assert file["Content-Disposition"] == 'attachment; filename="nu-cuoi-dong-0.tlog-proof"'
    assert ProofFile.parse(file.content).index == 0
    assert Client().post("/tra-cuu/chung-minh", {"code": "x"}).status_code == 302
    assert Client().get("/tra-cuu/chung-minh").status_code == 405


def test_another_site_cannot_ask(office: Path) -> None:
    """A form that another page sends in a visitor's name is refused."""
    page = Client().post("/tra-cuu/", {"code": "x"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403


def test_no_line_in_the_log(office: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Neither page nor call leaves a line of the request."""
    caplog.set_level("INFO")
    code = receipt.make_code()
    ask(code)
    Client().post("/tra-cuu/", {"code": code})

    assert [record for record in caplog.records if record.name == "nucuoi.web.request_log"] == []


@pytest.mark.long
def test_known_and_unknown_take_the_same_time(office: Path, tmp_path: Path) -> None:
    """Ten thousand of each differ by less than a millisecond on average, of the server's processor time.

    Time on the wall would differ by more by chance alone while other programs run.
    """
    codes = [rate()[1] for _ in range(50)]
    publish()
    strange = [receipt.make_code() for _ in codes]
    client, took = Client(), {"known": list[float](), "unknown": list[float]()}
    with serving(tmp_path / "w"):
        ask(codes[0])  # the first request of all loads what later ones need
        for turn in range(10_000):
            for name, some in (("known", codes), ("unknown", strange)):
                started = time.thread_time()
                client.get("/api/v1/receipts", headers={"Receipt": header(some[turn % 50])})
                took[name].append(time.thread_time() - started)

    print({name: statistics.mean(each) for name, each in took.items()})  # noqa: T201  # for --long
    apart_s = abs(statistics.mean(took["known"]) - statistics.mean(took["unknown"]))
    assert apart_s < 0.001
