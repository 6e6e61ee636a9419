"""Analyses asked of a reference centre, which count once the asking laboratory confirms them."""
