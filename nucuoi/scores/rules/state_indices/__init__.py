"""The state's own indices, computed beside ours and never mixed with them (docs/explanation/state-indices.md)."""
