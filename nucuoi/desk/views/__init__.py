"""Pages of the desk: the home, the journal and the administration of accounts."""
