"""The web server: granian with intake and Django in one process."""

import multiprocessing
import os
from pathlib import Path

from nucuoi.foundation.lifeline import kill_children_with_us

KILL_TIMEOUT_S = 15
"""How long running requests may take to finish after SIGTERM."""


def serve(
    host: str,
    port: int,
    certificate: Path | None = None,
    key: Path | None = None,
    *,
    processes: int = 1,
    application: str = "nucuoi.rsgi:application",
) -> None:
    """Serves until SIGTERM, then lets running requests finish.

    Args:
        certificate: PEM file; None = plain HTTP.
        key: PEM file in PKCS#8, not encrypted.
        processes: How many serve; each has a writer of its own.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    if certificate:
        os.environ["NUCUOI_TLS_CERTIFICATE"] = str(certificate)
    multiprocessing.set_start_method("fork", force=True)
    kill_children_with_us()
    Server(
        application,
        address=host,
        port=port,
        workers=processes,
        interface=Interfaces.RSGI,
        websockets=False,
        workers_kill_timeout=KILL_TIMEOUT_S,
        ssl_cert=certificate,
        ssl_key=key,
        process_name="nucuoi-web",
        log_level=LogLevels.error,
    ).serve()
