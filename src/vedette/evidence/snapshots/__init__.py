"""Evidence frozen at a moment as Parquet, named by the hash of its content."""
