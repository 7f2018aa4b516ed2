"""A member of staff who clicks while others rate: looks at the board, keys visits."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from nucuoi.bench.doors import Doors
from nucuoi.bench.errors import BenchFailed
from nucuoi.foundation import clock

PAUSE_S = 0.25


@contextmanager
def clicking(port: int, doors: Doors) -> Iterator[None]:
    """Clicks until the end of the block.

    Raises:
        BenchFailed: If a page was refused meanwhile.
    """
    stop = threading.Event()
    refused: list[str] = []
    thread = threading.Thread(target=_click, args=(port, doors, stop, refused))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if refused:
        raise BenchFailed(f"Trang của cán bộ bị từ chối trong khi đo: {refused[0]}")


def _click(port: int, doors: Doors, stop: threading.Event, refused: list[str]) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    pages = (f"/bang/{doors.unit}/", f"/bang/{doors.unit}/dem/")
    number = 0
    while not stop.wait(PAUSE_S):
        number += 1
        keyed = number % 4 == 0
        status = (
            _key_visits(link, doors, number)
            if keyed
            else page(link, pages[number % 2], doors.cookie)[0]
        )
        if status != (302 if keyed else 200):
            refused.append(str(status))
    link.close()


def page(link: http.client.HTTPConnection, path: str, cookie: str) -> tuple[int, str]:
    """Status and content of a page."""
    link.request("GET", path, headers={"Cookie": cookie})
    answer = link.getresponse()
    return answer.status, answer.read().decode()


def _key_visits(link: http.client.HTTPConnection, doors: Doors, number: int) -> int:
    token = "x" * 32
    form = {"csrfmiddlewaretoken": token, "ngay": f"{clock.today():%d/%m/%Y}"}
    form |= dict.fromkeys(doors.sheet, str(number))
    headers = {
        "Cookie": f"{doors.cookie}; csrftoken={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    link.request("POST", f"/luot-giao-dich/{doors.point}/", urlencode(form), headers)
    answer = link.getresponse()
    answer.read()
    return answer.status
