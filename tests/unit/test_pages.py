"""Requests of pages wait until all pages are loaded."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import Any

import pytest

from nucuoi.service.pages import Pages

AT_ONCE_S = 0.2
SOON_S = 10.0


def test_pages_wait_until_they_are_loaded() -> None:
    """Who makes them goes on at once; who asks for one is answered when all are there."""
    loaded = Event()
    pages = Pages(_answer, lambda: _hold(loaded))

    with ThreadPoolExecutor() as threads:
        asked = threads.submit(pages, {}, _start)
        early = wait([asked], AT_ONCE_S).done
        loaded.set()

    assert not early
    assert list(asked.result()) == [b"page"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_could_not_be_loaded_holds_nobody() -> None:
    """The application is asked all the same, and says itself what it lacks."""

    def fail() -> None:
        raise ImportError

    assert list(Pages(_answer, fail)({}, _start)) == [b"page"]


def _answer(_environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
    return [b"page"]


def _start(*_: object) -> None:
    """As a WSGI server's."""


def _hold(until: Event) -> None:
    assert until.wait(SOON_S)
