"""How SQLite's write-ahead log is emptied: by the worker, beside the work of others."""

LONGEST_LOG_PAGES = 16_384
"""With so many pages of 4 KiB (64 MiB) whoever commits empties the log himself, as without a worker.

SQLite's own limit is 1,000 pages: every few seconds somebody's rating would then wait for the disk.
"""
EMPTY_LATER = f"PRAGMA wal_autocheckpoint={LONGEST_LOG_PAGES}"
"""For every connection of a process that runs for long."""
OVERWRITE = "PRAGMA secure_delete = ON"
"""What such a connection deletes is overwritten with zeros; SQLite itself would leave it lying about."""
EMPTY_WHOLLY = "PRAGMA wal_checkpoint(TRUNCATE)"
"""As `EMPTY`, but waits for readers and leaves a log of length 0: nothing can be read in it any more."""
EMPTY = "PRAGMA wal_checkpoint(PASSIVE)"
"""Copies into the database what no reader still needs to find in the log; nobody waits for it."""
BEGIN_ANEW = "PRAGMA wal_checkpoint(RESTART)"
"""After `EMPTY`: copies the little that came meanwhile with the write lock held, so that the next commit
begins the log anew. While others commit without a pause the log would otherwise grow until one of
them had to empty it. With little patience it leaves that to the next time."""
