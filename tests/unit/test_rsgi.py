"""What the web server has loaded when it begins to serve."""

import subprocess
import sys
from pathlib import Path

_LEFT = """
import gc
import nucuoi.rsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(len(gc.get_objects()))
"""
FEW = 20_000
"""Looking through so many takes about 5 ms, and everybody waits meanwhile."""


def test_little_is_looked_through_for_garbage(tmp_path: Path) -> None:
    """Pages are loaded at the start, and what is loaded is out of the collector's sight."""
    given = {"NUCUOI_DATA": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", _LEFT], env=given, capture_output=True, text=True, check=True
    )

    assert int(done.stdout) < FEW
