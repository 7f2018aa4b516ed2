"""Pure rules of scores: tallies, steps, coverage."""
