"""What an error page says, by status: what happened, and what to do next. No codes in sight."""

from dataclasses import dataclass

from nucuoi.foundation.languages import USUAL
from nucuoi.web.languages import common_words


@dataclass(frozen=True)
class ErrorWords:
    """The heading, the sentence when the error brings none of its own, and what to do."""

    title: str
    sentence: str
    advice: str


def words_for(status: int, lang: str = USUAL) -> ErrorWords:
    """The words of a status; an unlisted one speaks as 400 below 500 and as 500 above."""
    words = common_words(lang)["errors"]
    return ErrorWords(*(words.get(str(status)) or words["400" if status < 500 else "500"]))
