"""Identities, names and families of substances, and what chemists decided about names."""
