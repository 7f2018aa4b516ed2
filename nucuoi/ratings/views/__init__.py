"""Pages that citizens meet: rating a counter, finding one, an invitation."""
