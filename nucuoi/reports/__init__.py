"""Spreadsheets that an authorised person takes away: ratings one by one, and tables by month."""
