"""Files that people open elsewhere or print, made from plain records: .csv, .xlsx and .pdf."""
