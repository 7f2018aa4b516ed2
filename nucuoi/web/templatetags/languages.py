"""Words, numbers and dates of a citizen's page in the language she reads."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template

from nucuoi.foundation.languages import USUAL
from nucuoi.web import languages

register = template.Library()


@register.simple_tag
def common_words(lang: str) -> Mapping[str, Any]:
    """What every public page says around its own words; Vietnamese where no language is given."""
    return languages.common_words(lang or USUAL)


@register.filter
def day_in(value: date | datetime, lang: str) -> str:
    """15/05/2025 in Vietnamese, 15 May 2025 in English."""
    return languages.day(value, lang)


@register.filter
def moment_in(value: datetime, lang: str) -> str:
    """An instant in Viet Nam with its day."""
    return languages.moment(value, lang)


@register.simple_tag
def filled(sentence: str, **places: str) -> str:
    """A sentence with what stands in its places: `{day}` and the like."""
    return sentence.format(**places)
