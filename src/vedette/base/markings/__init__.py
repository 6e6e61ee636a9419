"""TLP, handling, purpose and retention: who may see a thing, said once."""
