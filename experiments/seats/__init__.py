"""Talks in which people hold seats: the model waits for them, and plays the others."""

from experiments.seats.talk import Talk

__all__ = ["Talk"]
