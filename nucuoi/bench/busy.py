"""CPU of work timed inside an installation: of this program and of the database server that serves it alone."""

import time
from pathlib import Path

from django.db import connection

from nucuoi.bench import processor


def cpu_s() -> float:
    """CPU seconds of this program and of the database server so far."""
    return time.process_time() + (_server_cpu_s() if connection.vendor == "postgresql" else 0.0)


def _server_cpu_s() -> float:
    """Of the server's first process and all below it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text()
    return processor.cpu_s(int(status.rpartition(")")[2].split()[1]))
