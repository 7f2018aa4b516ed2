"""Waits until the web server answers, then tells the person where."""

import http.client
import ssl
from collections.abc import Sequence

from nucuoi.foundation import clock
from nucuoi.service import announcement, demonstration
from nucuoi.service.options import EVERYWHERE, Options


class Opening:
    """Looks once a tick until the server answers; says everything exactly once.

    Args:
        lines: What else is to be told then.
    """

    TIMEOUT_S = 2.0

    def __init__(self, options: Options, lines: Sequence[str]) -> None:
        self.options = options
        self.lines = lines
        self._told = False

    def look(self) -> None:
        """Asks the server whether it is alive; when it first is, prints and records it."""
        if self._told or not self._answers():
            return
        self._told = True
        demonstration.say_ready(self.options.data, clock.now().isoformat())
        for line in [*self.lines, *announcement.of_service(self.options.base_url)]:
            print(line, flush=True)  # noqa: T201  # the terminal is the interface here

    def _answers(self) -> bool:
        connection = self._connection()
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        host = "127.0.0.1" if self.options.host == EVERYWHERE else self.options.host
        if not self.options.certificate:
            return http.client.HTTPConnection(host, self.options.port, timeout=self.TIMEOUT_S)
        context = ssl._create_unverified_context()  # noqa: S323, SLF001  # it is this very machine
        return http.client.HTTPSConnection(
            host, self.options.port, timeout=self.TIMEOUT_S, context=context
        )
