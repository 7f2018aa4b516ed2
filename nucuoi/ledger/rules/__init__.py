"""Pure rules of the log: how parts, entries and leaves are hashed."""
