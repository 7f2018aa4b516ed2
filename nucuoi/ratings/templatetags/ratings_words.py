"""Filters that name languages, fixed words of the questionnaire, and people."""

from collections.abc import Mapping

from django import template

from nucuoi.foundation.languages import LANGUAGE_NAMES
from nucuoi.ratings.rules.wordings import FIXED

register = template.Library()


@register.filter
def language_name(lang: str) -> str:
    """`ko` is 한국어: a language by its own name."""
    return LANGUAGE_NAMES[lang]


@register.filter
def fixed_words(path: str) -> str:
    """The Vietnamese words of a text that no version changes."""
    return FIXED[path]


@register.filter
def called(username: str, names: Mapping[str, str]) -> str:
    """Somebody's full name by her user name; the user name itself when it is not known."""
    return names.get(username, username)
