"""What keeps an installation safe: backup, restore, drill, upgrade, and how it is today."""
