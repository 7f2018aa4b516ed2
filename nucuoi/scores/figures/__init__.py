"""Fair figures, computed beside the worker in a process of its own: the only part with numpy and scipy."""

import os

# Threads of the linear algebra wait for each other longer than they compute.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
