"""What other rooms and pages may ask about matters."""
