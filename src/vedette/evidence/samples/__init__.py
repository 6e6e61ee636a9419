"""Samples on their way between laboratories: custody, results, and what became of each result."""
