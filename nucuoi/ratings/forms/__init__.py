"""Forms of the citizen, of questionnaires, links and paper sheets."""
