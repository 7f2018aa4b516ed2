"""Dated units, service points, counters, officials, postings, duties and visits."""
