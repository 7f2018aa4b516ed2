"""The hot path: what takes ratings in, in front of Django and on its own connection."""
