"""Who did what among staff: append-only, text instead of foreign keys."""
