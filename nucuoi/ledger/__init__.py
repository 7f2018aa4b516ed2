"""The log: gapless leaves over salted parts, and cursors of those who follow it."""
