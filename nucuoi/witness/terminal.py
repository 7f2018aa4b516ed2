"""The command `nucuoi witness`: make a key, learn of a log, serve, or fetch by itself."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from nucuoi.witness import store
from nucuoi.witness.errors import WitnessRefused
from nucuoi.witness.pull import Contradiction, Source, pull
from nucuoi.witness.server import make_server
from nucuoi.witness.store import Store

Say = Callable[[str], object]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `nucuoi witness`."""
    parser.add_argument(
        "--state", type=Path, default=Path("witness"), metavar="DIR", help="thư mục riêng của máy"
    )
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--init", metavar="NAME", help="lập khóa với tên này, ví dụ mttq.example/w1")
    way.add_argument("--add", metavar="VKEY", help="nhận một sổ, hoặc khóa mới của sổ đã nhận")
    way.add_argument("--key", action="store_true", help="in dòng khóa và các mốc đã ký")
    way.add_argument("--serve", metavar="HOST:PORT", help="nhận yêu cầu (C2SP tlog-witness)")
    way.add_argument(
        "--pull",
        metavar="LOG",
        help="tự lấy sổ: địa chỉ https://…/log/<tên>, hoặc thư mục chép tay",
    )
    parser.add_argument(
        "--every", type=float, default=0, metavar="S", help="với --pull: lặp lại sau S giây"
    )


def run(chosen: argparse.Namespace, say: Say) -> int:
    """Does what was asked; returns 1 when the log contradicts itself.

    Raises:
        WitnessRefused: If nothing can be done.
    """
    if chosen.init:
        say(str(store.init(chosen.state, chosen.init)))
        return 0
    opened = Store(chosen.state)
    if chosen.add:
        opened.add(chosen.add)
        say("Đã nhận sổ.")
    elif chosen.key:
        _show(opened, say)
    elif chosen.serve:
        _serve(opened, chosen.serve, say)
    else:
        return _pull(opened, Source(chosen.pull), chosen.every, say)
    return 0


def _show(opened: Store, say: Say) -> None:
    say(str(opened.key.verifier))
    for origin in dict.fromkeys(key.name for key in opened.logs()):
        last = opened.last(origin).decode().split("\n")
        say(f"{origin}: {f'đã ký đến {last[1]} dòng' if len(last) > 1 else 'chưa ký mốc nào'}")


def _serve(opened: Store, place: str, say: Say) -> None:
    host, _, port = place.rpartition(":")
    if not port.isdecimal():
        raise WitnessRefused("Địa chỉ ghi dạng MÁY:CỔNG, ví dụ 127.0.0.1:8100.")
    server = make_server(opened, (host or "127.0.0.1", int(port)))
    say(f"Máy chứng kiến {opened.key.name} đang nghe ở {host}:{server.server_address[1]}.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("Đã dừng.")
    finally:
        server.server_close()


def _pull(opened: Store, source: Source, every_s: float, say: Say) -> int:
    while True:
        try:
            say(f"Đã ký mốc {pull(opened, source, time.time)} dòng.")
        except Contradiction as found:
            say(found.message)
            return 1
        except WitnessRefused as refusal:
            if not every_s:
                raise
            say(refusal.message)
        if not every_s:
            return 0
        time.sleep(every_s)
