"""Released tables: making, revising, publishing and checking them."""
