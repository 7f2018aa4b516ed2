"""Released results: tables of closed months, quarters and years, each a leaf of the public log."""
