"""What happens to matters: opening, every move, climbing, passing on."""

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

__all__ = [
    "answer",
    "assign",
    "call_to_explain",
    "close",
    "conclude",
    "explain",
    "note",
    "pass_on",
    "reopen",
    "say_satisfied",
    "settle",
    "settlers_of",
    "take_back",
    "unmask",
    "write_back",
]
