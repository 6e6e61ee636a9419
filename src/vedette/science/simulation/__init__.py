"""A simulated network: sources, delays, and events whose truth is known."""
