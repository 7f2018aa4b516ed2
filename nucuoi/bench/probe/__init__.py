"""Times how long SQLite's write lock is held, and by whom; on only under `bench.probe.settings`."""
