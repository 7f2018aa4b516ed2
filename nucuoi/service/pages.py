"""The pages, loaded beside intake: a counter is served again before the first page is."""

from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any

from nucuoi.service.bridge import WSGI


class Pages:
    """A WSGI application whose requests wait until everything behind it is loaded.

    Ratings need a third of what an installation loads, so they are taken meanwhile.

    Args:
        application: Django.
        load: Loads what its pages need; called once, in a thread of its own. Where it fails, its
            traceback is printed, and the application says itself what it lacks.
    """

    def __init__(self, application: WSGI, load: Callable[[], None]) -> None:
        self._application = application
        self._loading = Thread(target=load, name="pages", daemon=True)
        self._loading.start()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answers one request; of half-loaded modules it would find a half."""
        self.wait()
        return self._application(environ, start)

    def wait(self) -> None:
        """Returns when everything is loaded, or could not be."""
        self._loading.join()
