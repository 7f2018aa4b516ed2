"""Pages that set up units: service points, counters, officials; and the sheet of visits."""
