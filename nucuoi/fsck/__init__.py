"""An independent checker of log, ratings and rollups.

It shares no code with what writes them: it reads tables with plain SQL, hashes with hashlib and
keeps its own lists of words, so that a fault of the writer is not repeated here.
"""

from nucuoi.fsck.run import check_all

__all__ = ["check_all"]
