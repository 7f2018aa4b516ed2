"""Pure rules of ratings: words, receipt codes, times, content."""
