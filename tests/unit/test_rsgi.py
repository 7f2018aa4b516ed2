"""What the web server has loaded when it begins to serve."""

import subprocess
import sys
from pathlib import Path

_LEFT = """
import gc
from nucuoi import rsgi
rsgi.pages.wait()
from django.urls import get_resolver
get_resolver().url_patterns
print(gc.isenabled(), len(gc.get_objects()))
"""
FEW = 20_000
"""Looking through so many takes about 5 ms, and everybody waits meanwhile."""

_NOT_WORKED_OUT = """
import gc
from msgspec import Struct

def kinds(base=Struct):
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)

def left():
    return sorted(
        kind.__name__
        for kind in kinds()
        if "StructInfo" not in {type(part).__name__ for part in gc.get_referents(kind)}
    )

from nucuoi import rsgi
early = [name for name in left() if name in ("ItemAnswer", "Submission", "Job")]
rsgi.pages.wait()
print(*early, *left())
"""
_WITHOUT_PAGES = """
import sys
sys.path.append(sys.argv[1])
from django.conf import settings
settings.ROOT_URLCONF = "never_loaded"
from nucuoi import rsgi
print(callable(rsgi.application.__rsgi__))
"""


def test_little_is_looked_through_for_garbage(tmp_path: Path) -> None:
    """Pages are loaded at the start, and what is loaded is out of the collector's sight."""
    enabled, left = _said(_LEFT, tmp_path).split()

    assert enabled == "True"
    assert int(left) < FEW


def test_messages_are_worked_out_before_threads_read_them(tmp_path: Path) -> None:
    """Two threads that are the first to read the same kind would end the process.

    Left is what the writer is given, of which nothing is ever read.
    """
    assert set(_said(_NOT_WORKED_OUT, tmp_path).split()) == {"Job"}


def test_ratings_do_not_wait_for_pages(tmp_path: Path) -> None:
    """The front is there while the pages still load: a restart keeps counters waiting less."""
    (tmp_path / "never_loaded.py").write_text("import time; time.sleep(3600)")

    assert _said(_WITHOUT_PAGES, tmp_path).strip() == "True"


def _said(program: str, data: Path) -> str:
    given = {
        "NUCUOI_DATA": str(data),
        "PATH": "",
        "DJANGO_SETTINGS_MODULE": "nucuoi.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", program, str(data)],
        env=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout
