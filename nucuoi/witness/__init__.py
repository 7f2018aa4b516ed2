"""What the Front runs on its own machine: it cosigns a log's checkpoint only if it extends the last.

C2SP tlog-witness, with its own key and folder; no framework, no database.
"""
