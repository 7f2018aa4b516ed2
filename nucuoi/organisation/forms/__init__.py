"""Forms of the set-up screens; every error says in Vietnamese what to write instead."""
