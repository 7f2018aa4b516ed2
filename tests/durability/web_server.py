"""The shipped nginx example, run for real on loopback in front of an installation."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.certificate import make_certificate
from tests.durability.installation import ROOT, free_port, wait_until

EXAMPLE = ROOT / "deploy" / "nginx" / "nucuoi.conf"
NAME = "danhgia.example.vn"


class Nginx:
    """A running nginx with the example's rules; only ports and paths are other ones.

    Attributes:
        port: Where it speaks HTTPS for `NAME`.
        plain_port: Where it only leads there.
    """

    def __init__(self, folder: Path, upstream: int) -> None:
        self.folder = folder
        self.port, self.plain_port = free_port(), free_port()
        make_certificate(NAME, folder / "cert.pem", folder / "key.pem")
        (folder / "nucuoi.conf").write_text(self._example(upstream))
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log {folder}/start.log error;\n"
            f"events {{}} http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;"
            f" access_log {folder}/others.log; include {folder}/nucuoi.conf; }}\n"
        )

    def logged(self) -> str:
        """Everything that stands in any of its logs."""
        return "".join(log.read_text() for log in self.folder.glob("*.log"))

    def answers(self) -> bool:
        """Whether it listens."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _example(self, upstream: int) -> str:
        text = EXAMPLE.read_text()
        for shipped, here in (
            ("server 127.0.0.1:8000", f"server 127.0.0.1:{upstream}"),
            ("listen 80", f"listen 127.0.0.1:{self.plain_port}"),
            ("listen 443", f"listen 127.0.0.1:{self.port}"),
            ("/etc/ssl/nucuoi/", f"{self.folder}/"),
            ("/var/log/nginx/", f"{self.folder}/"),
        ):
            assert shipped in text
            text = text.replace(shipped, here)
        return "".join(line for line in text.splitlines(keepends=True) if "[::]" not in line)


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[Nginx]:
    """Starts it in an empty folder; ends it afterwards."""
    server = Nginx(folder, upstream)
    with subprocess.Popen(["nginx", "-p", str(folder), "-c", "nginx.conf"]) as process:
        try:
            wait_until(server.answers, "nginx listens")
            yield server
        finally:
            process.terminate()
