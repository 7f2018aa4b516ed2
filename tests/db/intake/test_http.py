"""The front as HTTP: methods, sizes, headers, and what it passes on."""

from io import BytesIO

import pytest

from tests.db.intake.conftest import Post, rating
from tests.situation import Office


class Trickle(BytesIO):
    """A body that comes in small pieces, and tells how much of it was read."""

    def read(self, size: int | None = -1) -> bytes:
        """At most seven bytes at a time."""
        return super().read(min(size if size is not None and size >= 0 else 7, 7))


@pytest.mark.parametrize("path", ["/api/v1/ratings", "/api/v1/ratings/batch"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_only_post(post: Post, path: str, method: str) -> None:
    """Any other method is 405 and says which is right."""
    answer = post(path=path, method=method)

    assert (answer.status, answer.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/", "/api/v1/ratings/", "/api/v1/rating", "/api/v1/ratings/x"])
def test_all_else_goes_on_to_django(post: Post, path: str) -> None:
    """Only the two calls are taken."""
    assert post(path=path).content == b"behind"


@pytest.mark.parametrize("length", ["3145728", ""])
def test_a_large_body_is_read_off(post: Post, length: str) -> None:
    """A sender that hears nothing while it sends would never read the answer."""
    size = 3 * 1024 * 1024
    body = BytesIO(b"x" * size)
    chunked = {} if length else {"HTTP_TRANSFER_ENCODING": "chunked"}
    answer = post(CONTENT_LENGTH=length, **chunked, **{"wsgi.input": body})

    assert answer.status == 413
    assert body.tell() == size


def test_no_end_of_a_body_is_waited_for(post: Post) -> None:
    """What never ends, or says it is a gigabyte, is cut off."""
    endless = BytesIO(b"x" * (40 * 1024 * 1024))
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": endless}

    assert post(CONTENT_LENGTH="", **chunked).status == 413
    assert endless.tell() < 33 * 1024 * 1024
    untouched = BytesIO(b"x" * 1000)
    assert post(CONTENT_LENGTH="1000000000", **{"wsgi.input": untouched}).status == 413
    assert untouched.tell() == 0


def test_a_chunked_body_is_read_whole(post: Post, office: Office) -> None:
    """Without a Content-Length the body is what comes."""
    import json

    body = Trickle(json.dumps(rating(office)).encode())
    answer = post(CONTENT_LENGTH="", **{"wsgi.input": body})

    assert answer.status == 201


def test_half_a_body_is_400(post: Post, office: Office) -> None:
    """More was announced than arrives: no whole request."""
    assert post(rating(office), CONTENT_LENGTH="9999").status == 400


def test_answers_are_not_cached(post: Post, office: Office) -> None:
    """No proxy keeps an answer, good or bad."""
    for answer in (post(rating(office)), post(b"{")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_a_fault_of_ours_is_503_and_logged_once(
    post: Post,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever goes wrong with us, the sender hears that sending again is safe; never a 500."""
    from nucuoi.ratings.intake import desk

    monkeypatch.setattr(desk, "accepted", lambda *_: 1 / 0)
    answer = post(rating(office, remark="điều riêng tư"))

    assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
    assert [record.exc_info is not None for record in caplog.records] == [True]
    assert "riêng tư" not in caplog.text
