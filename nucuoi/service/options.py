"""What the person who starts an installation chose."""

import argparse
import os
import socket
from dataclasses import dataclass
from pathlib import Path

MOST_PROCESSES = 64
EVERYWHERE = "0.0.0.0"  # noqa: S104  # a choice the person makes with --host


@dataclass(frozen=True, slots=True)
class Options:
    """One start of an installation.

    Attributes:
        data: Folder of database, keys and uploads.
        certificate: PEM file; None = plain HTTP.
        key: PEM file in PKCS#8; None with `certificate` None.
        processes: How many serve the web.
        demo: Whether an empty data folder becomes a demonstration.
    """

    host: str
    port: int
    data: Path
    certificate: Path | None
    key: Path | None
    demo: bool
    processes: int = 1

    @property
    def base_url(self) -> str:
        """`NUCUOI_BASE_URL`, else the address that a browser on this machine or network can open."""
        chosen = os.environ.get("NUCUOI_BASE_URL")
        if chosen:
            return chosen.rstrip("/")
        scheme = "https" if self.certificate else "http"
        host = _address_of_this_machine() if self.host == EVERYWHERE else self.host
        return f"{scheme}://{host}:{self.port}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `./run` that Python reads; `--wheels` is for the script alone."""
    parser.add_argument("--port", type=_port, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe; 0.0.0.0 = mọi máy")
    add_processes_argument(parser)
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu (mặc định ./var)")
    parser.add_argument("--tls", nargs=2, type=Path, metavar=("CERT", "KEY"), help="tệp PEM")
    add_demo_argument(parser)


def add_processes_argument(parser: argparse.ArgumentParser) -> None:
    """`--processes`: how many processes serve the web, which needs PostgreSQL when several."""
    parser.add_argument(
        "--processes", type=_processes, default=1, help="số tiến trình web (mặc định 1)"
    )


def add_demo_argument(parser: argparse.ArgumentParser) -> None:
    """`--no-demo` alone: an empty folder stays empty."""
    parser.add_argument("--no-demo", action="store_true", help="không nạp dữ liệu trình diễn")


def read(chosen: argparse.Namespace) -> Options:
    """The options of a parsed command line."""
    certificate, key = chosen.tls or (None, None)
    data = chosen.data or Path(os.environ.get("NUCUOI_DATA", "var"))
    return Options(
        host=chosen.host,
        port=chosen.port,
        data=data.resolve(),
        certificate=certificate and certificate.resolve(),
        key=key and key.resolve(),
        demo=not chosen.no_demo,
        processes=chosen.processes,
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError("cổng phải từ 1 đến 65535")
    return port


def _processes(text: str) -> int:
    """One writer is quicker than several on SQLite (docs/decisions/0001), where they share one lock."""
    processes = int(text)
    if not 0 < processes <= MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"số tiến trình phải từ 1 đến {MOST_PROCESSES}")
    if processes > 1 and not os.environ.get("DATABASE_URL"):
        raise argparse.ArgumentTypeError(
            "SQLite chỉ có một khóa ghi, nhiều tiến trình web sẽ chờ nhau: chỉ dùng 1, "
            "hoặc chuyển sang PostgreSQL (DATABASE_URL)"
        )
    return processes


def _address_of_this_machine() -> str:
    """The address other machines of the network see; no packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address nobody has
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
