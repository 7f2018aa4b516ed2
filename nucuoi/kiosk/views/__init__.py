"""Pages of the tablets: the application itself, and what staff see of it."""
