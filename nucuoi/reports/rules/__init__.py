"""Pure rules of reports: what may be asked for, and what a table leaves out."""
