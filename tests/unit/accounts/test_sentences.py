"""Audit sentences: every act of the vocabulary can be said, whatever its row holds."""

import re

import pytest

from nucuoi.audit.sentences import UNKNOWN, sentence
from nucuoi.audit.vocabulary import SENTENCES


@pytest.mark.parametrize("action", SENTENCES)
def test_every_act_has_a_name_and_a_sentence(action: str) -> None:
    """`room.thing.verb_past`, at most 60 characters, and a sentence without a full stop."""
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", action)
    assert len(action) <= 60
    assert not SENTENCES[action].endswith(".")


@pytest.mark.parametrize("action", SENTENCES)
def test_a_missing_fact_is_an_ellipsis(action: str) -> None:
    """A row that lacks a fact is still said."""
    said = sentence(action, {})

    assert "{" not in said
    assert UNKNOWN in said or "{" not in SENTENCES[action]


def test_facts_are_said_in_words() -> None:
    """The caller chooses the words; facts that look like places in the sentence are only text."""
    facts = {"actor": "an", "subject": "{actor}"}

    said = sentence("accounts.user.deactivated", facts, lambda _, value: f"<{value}>")

    assert said == "<an> ngừng tài khoản <{actor}>"


def test_an_act_no_longer_known_is_shown_as_it_is() -> None:
    """Old rows never break the page."""
    assert sentence("room.thing.done", {}) == "room.thing.done"
