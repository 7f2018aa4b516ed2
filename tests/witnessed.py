"""A log that is published and witnessed in a test's own data folder."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from django.conf import settings

from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import publishing, queries
from nucuoi.oversight import actions
from nucuoi.oversight.cosigning import Asking
from nucuoi.ratings.models import Pending, Rating
from nucuoi.ratings.rules import receipt
from nucuoi.ratings.sealing import seal_all
from nucuoi.witness import store
from nucuoi.witness.server import make_server
from nucuoi.witness.store import Store
from tests.ratings_made import make_rating

FRONT = Seat("mat-tran", "supervisor")


def rate(**columns: object) -> tuple[Rating, str]:
    """A rating with a receipt as intake makes it, waiting for its leaf; and its code."""
    key, code = load_or_make(settings.KEYS, "receipt"), receipt.make_code()
    uuid, lookup = secrets.token_bytes(16), receipt.lookup(code)
    hashed = receipt.stored_hash(key, lookup)
    rating = make_rating(uuid=uuid, lookup_hash=hashed, **columns)  # type: ignore[arg-type]  # passed on
    Pending.objects.filter(rating=rating).update(receipt_digest=receipt.digest(key, uuid, lookup))
    return rating, code


def header(code: str) -> str:
    """The lookup key of a code as a request carries it."""
    return base64.urlsafe_b64encode(receipt.lookup(code)).rstrip(b"=").decode()


def publish() -> int:
    """Seals what waits and publishes until nothing is new; returns the size of the log."""
    seal_all()
    while publishing.publish():
        continue
    return queries.size()


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Store, str]]:
    """A real witness over HTTP that knows our log; it and its address."""
    store.init(folder, "mat-tran.example/w1")
    opened = Store(folder)
    for row in queries.log_keys():
        opened.add(row.vkey)
    server = make_server(opened, ("127.0.0.1", 0))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield opened, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def witnessed(folder: Path) -> Iterator[Store]:
    """A witness that the Front has named and that has cosigned the newest checkpoint."""
    with serving(folder) as (opened, address):
        actions.name_witness(by=FRONT, vkey=str(opened.key.verifier), address=address)
        assert Asking().turn() == 1
        publishing.publish()
        yield opened
