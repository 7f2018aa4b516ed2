"""Fair figures, computed beside the worker in a process of its own: numpy and scipy are not of the web process."""
