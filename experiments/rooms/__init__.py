"""Rooms of a class: teams hold seats in talks, a lecturer opens, pauses and debriefs."""

from experiments.rooms.house import House
from experiments.rooms.room import Room

__all__ = ["House", "Room"]
