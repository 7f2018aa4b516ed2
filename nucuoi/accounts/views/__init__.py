"""Pages of signing in, of one-time links and of a person's own account."""
