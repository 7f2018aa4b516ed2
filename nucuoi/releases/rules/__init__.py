"""Pure rules of released tables: which spans are closed, and what a table holds."""
