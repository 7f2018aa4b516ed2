"""Pure rules of the organisation: words, lists, succession, hours."""
