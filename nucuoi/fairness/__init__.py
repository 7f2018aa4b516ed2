"""Fair figures as pure mathematics: array-likes in, frozen results out, deterministic, no framework.

Shares are between 0 and 1, counts are whole numbers. The method with its sources, and a worked
table for each page's numbers, stands in docs/explanation/figures.md.
"""

import os

# Threads of the linear algebra wait for each other longer than they compute.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
