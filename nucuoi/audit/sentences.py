"""Turns an audit row into its Vietnamese sentence, when it is shown."""

from collections.abc import Callable, Mapping

from nucuoi.audit.vocabulary import SENTENCES

UNKNOWN = "…"


class _Facts(dict[str, str]):
    """Facts by name; one that the row does not hold is an ellipsis, never an error."""

    def __missing__(self, name: str) -> str:
        return UNKNOWN


def sentence(
    action: str,
    facts: Mapping[str, object],
    say: Callable[[str, object], str] = lambda _, value: str(value),
) -> str:
    """What was done, in words.

    Args:
        action: A key of the vocabulary; one that it no longer knows is shown as it is.
        facts: Facts of the row, with `actor` and `subject` among them.
        say: Words for a fact, from its name and value: names for people, units and roles.
    """
    if action not in SENTENCES:
        return action
    words = _Facts({name: say(name, value) for name, value in facts.items()})
    return SENTENCES[action].format_map(words)
