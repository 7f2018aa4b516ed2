"""Nụ Cười: people rate how they were served, and nobody can bend the number unseen."""

__version__ = "0.1.0"
