"""Pure foundations: clock, errors, ids, keys, names and the seat a person acts from."""
