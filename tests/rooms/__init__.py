"""Rooms of a class, and their web."""
