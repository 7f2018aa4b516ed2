"""Pure rules of matters: what opens one, who settles it, by when, and what may happen to it."""
