"""Pages of matters: the inbox, and one matter with everything that may be done to it."""
