"""Who measures: laboratories and services, where they are and how they work."""
