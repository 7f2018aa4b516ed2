"""Files that people open elsewhere, written row by row: .csv and .xlsx."""
