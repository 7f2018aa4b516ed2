"""Rollups that follow the log, and the boards drawn from them."""
