"""A counter with printed ballots and a batch of sheets, for tests of paper."""

from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.foundation.seat import Seat
from nucuoi.ratings.actions import paper
from nucuoi.ratings.actions.ballots import print_ballots
from nucuoi.ratings.actions.paper import Sheet
from nucuoi.ratings.rules.words import Language, Rater
from tests.cast import person

COUNTER = "bg07210-21-01"
SHEETS = (
    Sheet(1, 5, 5, 5, 4, "ace", "Chị hướng dẫn tận tình"),
    Sheet(2, 4, ticks="hxz"),
    Sheet(3, 2, 2, None, 1, "is"),
)
SUM = 11


def keyer() -> Seat:
    """Who keys."""
    return person(Role.HANDLER).seat


def checker() -> Seat:
    """Who reads everything a second time."""
    return person(Role.HEAD).seat


def printed(count: int = 20, lang: Language = Language.VI, rater: Rater = Rater.CITIZEN) -> int:
    """Ballots for the counter."""
    return print_ballots(
        by=keyer(), counter=COUNTER, count=count, size="A4", lang=lang, rater=rater
    )


def opened(sheets: int = 3, score_sum: int = SUM) -> int:
    """A batch of this morning, or of a morning before when it is not yet morning."""
    return paper.open_batch(
        by=keyer(),
        counter=COUNTER,
        on=clock.today(),
        half=Half.MORNING,
        sheets=sheets,
        score_sum=score_sum,
    )


def keyed() -> int:
    """A batch whose sheets are all keyed, with the totals right."""
    batch = opened()
    for sheet in SHEETS:
        paper.key_sheet(by=keyer(), batch=batch, sheet=sheet)
    paper.finish_keying(by=keyer(), batch=batch)
    return batch


def checked() -> int:
    """A batch that a second person has confirmed."""
    batch = keyed()
    scores = {sheet.number: sheet.score for sheet in SHEETS}
    paper.check_scores(by=checker(), batch=batch, scores=scores)
    paper.confirm_batch(by=checker(), batch=batch)
    return batch
