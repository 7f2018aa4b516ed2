"""Every address of the Django side, found by walking the resolver, with sample addresses to call."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

SAMPLES: dict[str, object] = {"int": 1, "str": "khong-co", "slug": "khong-co", "path": "khong-co"}
"""A value for each kind of place in an address; nothing of that name is in the database."""


@dataclass(frozen=True)
class Route:
    """One address: the name of its view, and what its places take."""

    name: str
    places: tuple[tuple[str, str], ...]

    @property
    def sample(self) -> str:
        """An address of this route."""
        values = {place: SAMPLES[kind] for place, kind in self.places}
        return reverse(self.name, kwargs=values)


def all_routes() -> list[Route]:
    """Every address that `nucuoi.urls` knows; one without a name has an empty one."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: Any, namespace: str, places: tuple[tuple[str, str], ...]) -> Iterator[Route]:
    for pattern in patterns:
        here = (*places, *_places(pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name}" if pattern.name else "", here)


def _places(pattern: Any) -> tuple[tuple[str, str], ...]:
    kinds = pattern.pattern.converters.items()
    return tuple((name, _kind(converter)) for name, converter in kinds)


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
