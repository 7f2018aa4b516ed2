"""What people write is read, protected and answered: matters to settle, their clocks and their ends."""
