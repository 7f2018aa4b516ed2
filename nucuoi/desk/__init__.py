"""The staff home: what a person may open, and what waits for her today."""
