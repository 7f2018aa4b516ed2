"""How fast it is: the real path and a path that does nothing, alternately on the same machine."""
