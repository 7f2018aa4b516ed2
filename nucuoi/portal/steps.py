"""The way of a rating into the log, in plain words."""

from collections.abc import Iterator, Mapping

from nucuoi.ratings.queries.receipts import Found, State
from nucuoi.web import formats, languages
from nucuoi.web.components import Event, Step


def steps_of(found: Found, words: Mapping[str, str], lang: str) -> list[Event]:
    """Three steps of a timeline, in the words of the receipt's page; none for an unknown code."""
    return [] if found.state is State.UNKNOWN else list(_steps(found, words, lang))


def _steps(found: Found, words: Mapping[str, str], lang: str) -> Iterator[Event]:
    yield Event(words["received"])
    if found.index is None:
        yield Event(words["entering"], words["entering_about"], Step.NOW)
    else:
        number = languages.number(found.index, lang)
        line = formats.unbroken(words["line"].format(number=number))
        yield Event(words["entered"].format(line=line), _signed(found, words, lang))
    if found.witnessed_at:
        moment = languages.moment(found.witnessed_at, lang)
        yield Event(words["witnessed"], words["witnessed_about"].format(moment=moment))
    else:
        yield Event(words["witness_awaited"], words["witness_awaited_about"], Step.LATER)


def _signed(found: Found, words: Mapping[str, str], lang: str) -> str:
    if found.signed_at is None:
        return words["signed_soon"]
    return words["signed"].format(moment=languages.moment(found.signed_at, lang))
