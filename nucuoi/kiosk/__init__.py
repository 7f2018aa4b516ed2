"""The tablet at the counter."""
