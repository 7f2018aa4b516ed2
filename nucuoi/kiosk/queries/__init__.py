"""What pages and tablets may ask about tablets."""
