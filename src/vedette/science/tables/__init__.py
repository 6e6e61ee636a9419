"""Ibis expressions over evidence: the same question on every engine."""
