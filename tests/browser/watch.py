"""Watches a page: complaints in the console, requests to other hosts, accessibility findings."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


class Watch:
    """Collects what must not happen while a page is used.

    Attributes:
        complaints: Errors and warnings of the console and of scripts.
        foreign: Addresses that the page asked of other hosts.
    """

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asked(request.url, origin))

    def accessibility(self) -> list[str]:
        """Findings of axe on the page as it is now: rule and element; empty is right."""
        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _asked(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:")):
            self.foreign.append(url)
