"""Guidelines by version, which of their points laboratories have adopted, and what is open."""
