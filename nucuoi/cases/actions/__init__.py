"""What happens to matters: opening, every move, climbing, passing on."""

from nucuoi.cases.actions.comments import explain_oneself, make_batches, reply
from nucuoi.cases.actions.dialogue import (
    reopen,
    say_satisfied,
    settle,
    take_back,
    write_back,
)
from nucuoi.cases.actions.moving import (
    answer,
    assign,
    call_to_explain,
    close,
    conclude,
    explain,
    note,
    pass_on,
    settlers_of,
    unmask,
)
from nucuoi.cases.actions.naming import name_official
from nucuoi.cases.actions.support import open_warned

__all__ = [
    "answer",
    "assign",
    "call_to_explain",
    "close",
    "conclude",
    "explain",
    "explain_oneself",
    "make_batches",
    "name_official",
    "note",
    "open_warned",
    "pass_on",
    "reopen",
    "reply",
    "say_satisfied",
    "settle",
    "settlers_of",
    "take_back",
    "unmask",
    "write_back",
]
