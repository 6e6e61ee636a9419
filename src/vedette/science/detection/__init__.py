"""Detectors on weekly counts: aberration, novelty, proportion, delay, growth, multiplicity."""
