"""Drills: exercises that walk the chain on an event that is not real; none counts as real work."""
