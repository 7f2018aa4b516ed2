"""The Fatherland Front's seat: witnesses of the log, openings for the auditor, canaries."""
