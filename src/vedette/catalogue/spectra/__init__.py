"""Measured spectra: libraries of references, and what laboratories share of their unknowns."""
