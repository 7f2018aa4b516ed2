"""The command `nucuoi keys`: what is done to the log's key at the terminal."""

import argparse
from collections.abc import Callable
from pathlib import Path

from nucuoi.foundation.errors import Refused
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ledger import log_key, publishing, queries
from nucuoi.ledger.errors import Unpublishable
from nucuoi.oversight import actions
from nucuoi.tlog.errors import TlogError

Say = Callable[[str], object]


def keys(chosen: argparse.Namespace, say: Say) -> int:
    """Shows, makes or changes the key; 1 when it was refused."""
    try:
        _done(chosen, say)
    except Unpublishable as refusal:
        say(refusal.sentence)
        return 1
    except Refused as refusal:
        say(refusal.message)
        return 1
    except (TlogError, OSError) as fault:
        say(f"Không đọc được mốc ký: {fault}.")
        return 1
    return 0


def _done(chosen: argparse.Namespace, say: Say) -> None:
    if chosen.rotate:
        say(f"Khóa mới của sổ: {actions.rotate_key(by=SYSTEM)}")
        say("Đưa dòng này cho các máy chứng kiến trước khi mốc kế tiếp được ký.")
    elif chosen.resume is not None:
        kept = Path(chosen.resume).read_bytes() if chosen.resume else None
        actions.resume(by=SYSTEM, kept=kept)
        say("Sổ được công bố lại từ lượt kế tiếp.")
    elif chosen.new_log:
        say(f"Sổ mới: {actions.begin_new_log(by=SYSTEM)}")
        say("Báo Mặt trận Tổ quốc và nhận lại sổ này ở các máy chứng kiến.")
    else:
        _show(say)


def _show(say: Say) -> None:
    """The origin and the public keys; before the first publication what they will be."""
    log = queries.log()
    if log is None:
        name = publishing.origin(publishing.NAME)
        say(f"Sổ chưa công bố lần nào. Tên sổ sẽ là {name}, khóa ở {log_key.path()}:")
        say(str(log_key.make(name).verifier))
        return
    say(f"Tên sổ: {log.origin}")
    for row in queries.log_keys():
        say(f"Khóa ký từ dòng {row.index}: {row.vkey}")
